using k8s;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Kubernetes;

/// <summary>The files of <c>k8s/</c>, as the API server's types read them.</summary>
internal static class Manifests
{
    private static readonly string Folder = Path.Combine(Repository.ProductServer, "k8s");

    /// <summary>The text of a file.</summary>
    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>The names of all files but the kustomization, which is none of the API server's.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)).Where(name => name != "kustomization.yaml").Order(StringComparer.Ordinal)];

    /// <summary>The objects of a text. Strict: an unknown field, a wrong type or a bad quantity is an error.</summary>
    public static List<object> Decode(string text) => KubernetesYaml.LoadAllFromString(text, null, strict: true);

    /// <summary>The only object of a file.</summary>
    public static T Single<T>(string file) => (T)Decode(Text(file)).Single();
}

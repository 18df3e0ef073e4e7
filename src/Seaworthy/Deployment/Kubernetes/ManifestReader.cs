using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Kubernetes;

/// <summary>
/// Finds the objects that belong together: each Kustomize overlay that no other one builds on, and for the rest the manifests of
/// a folder. Helm templates are no YAML; what <c>helm template</c> prints is read from standard input.
/// </summary>
internal sealed class ManifestReader(FileSet files, List<Located> faults)
{
    /// <summary>The most objects of a file; the largest clusters that we read of are made of a few thousand.</summary>
    public const int MostObjects = 10_000;

    private readonly Dictionary<SourceFile, IReadOnlyList<Manifest>> _objects = [];

    /// <summary>Every set.</summary>
    public IReadOnlyList<ManifestSet> Read()
    {
        var kustomize = new KustomizeBuilder(files, this, faults);
        var sets = new List<ManifestSet>();
        foreach (var overlay in kustomize.Overlays())
            sets.Add(kustomize.Build(overlay));
        foreach (var folder in files.Of(FileKind.Yaml).Where(file => !kustomize.Taken.Contains(file)).GroupBy(file => file.Folder))
        {
            var objects = folder.OrderBy(file => file.Path, StringComparer.Ordinal).SelectMany(Objects).ToArray();
            if (objects.Length > 0)
                sets.Add(new(objects, []));
        }
        return sets;
    }

    /// <summary>The objects of a file; none when it is no manifest.</summary>
    public IReadOnlyList<Manifest> Objects(SourceFile file)
    {
        if (_objects.TryGetValue(file, out var known))
            return known;
        // Most YAML is no manifest; one that does not even name a kind is not worth parsing.
        if (file != files.Stream && !LooksLikeManifest(file.Text))
            return _objects[file] = [];
        var isStream = file == files.Stream;
        var (documents, fault) = YamlReader.Read(file, isStream ? YamlReader.MaxStreamNodes : YamlReader.MaxNodes, WithoutSchema);
        if (fault is not null && (isStream || !IsTemplate(file)))
            faults.Add(new(fault.Message, fault.Place));
        Manifest[] objects = [.. documents.SelectMany(Flatten).Take(MostObjects + 1)];
        if (objects.Length > MostObjects)
        {
            faults.Add(new($"more than {MostObjects} objects: the rest was not looked at", objects[^1].KindPlace));
            objects = objects[..^1];
        }
        return _objects[file] = objects;
    }

    // Definitions of resources are most of what large charts print, and no rule looks at their schemas.
    private static Node WithoutSchema(Node document) => document is MapNode map && map["kind"]?.Text == "CustomResourceDefinition"
        ? new MapNode([.. map.Entries.Where(entry => entry.Name != "spec")], map.Place) : document;

    private static IEnumerable<Manifest> Flatten(Node document)
    {
        if (Manifest.Read(document) is not { } manifest)
            return [];
        return manifest.Kind == "List" ? manifest.Map["items"]?.Items.SelectMany(Flatten) ?? [] : [manifest];
    }

    private static bool LooksLikeManifest(string text) =>
        text.Contains("apiVersion", StringComparison.Ordinal) && text.Contains("kind", StringComparison.Ordinal);

    /// <summary>Whether a file is a template of Helm, which only Helm can read.</summary>
    private static bool IsTemplate(SourceFile file) => file.Text.Contains("{{", StringComparison.Ordinal);
}

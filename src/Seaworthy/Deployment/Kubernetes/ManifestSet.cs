using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Kubernetes;

/// <summary>Objects that are applied together: of a folder, of a Kustomize overlay, or of standard input.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="Generated">Names of ConfigMaps and Secrets that Kustomize makes.</param>
internal sealed record ManifestSet(IReadOnlyList<Manifest> Objects, IReadOnlyList<string> Generated)
{
    private readonly ILookup<string, Manifest> _byKind = Objects.ToLookup(manifest => manifest.Kind, StringComparer.Ordinal);

    // What helm prints may hold thousands of Services and as many pods: each pod is only compared with those that want one of its labels.
    private readonly ILookup<(string, string?), (int Index, Manifest Service)> _services = Objects.Index()
        .Where(item => item.Item.Kind == "Service" && Selector(item.Item) is { Entries.Count: > 0 })
        .ToLookup(item => Selector(item.Item)!.Entries[0] is var first ? (first.Name, first.Value.Text) : default, item => (item.Index, item.Item));

    /// <summary>The objects of a kind.</summary>
    public IEnumerable<Manifest> Of(string kind) => _byKind[kind];

    /// <summary>The Services whose selector takes the pods of an object.</summary>
    public IEnumerable<Manifest> ServicesOf(Manifest owner) => (owner.PodLabels?.Entries ?? [])
        .SelectMany(label => _services[(label.Name, label.Value.Text)]).Distinct().Where(item => Selects(Selector(item.Service), owner))
        .OrderBy(item => item.Index).Select(item => item.Service);

    /// <summary>Whether a selector takes the pods of an object. An empty one takes none here: a Service without a selector has other means.</summary>
    public static bool Selects(MapNode? selector, Manifest owner) => selector is { Entries.Count: > 0 }
        && owner.PodLabels is { } labels && selector.Entries.All(entry => labels[entry.Name]?.Text == entry.Value.Text);

    private static MapNode? Selector(Manifest service) => service.Spec?["selector"]?.Map;
}

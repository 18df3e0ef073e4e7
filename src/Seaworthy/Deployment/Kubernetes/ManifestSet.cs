namespace Seaworthy.Deployment.Kubernetes;

/// <summary>Objects that are applied together: of a folder, of a Kustomize overlay, or of standard input.</summary>
/// <param name="Objects">The objects.</param>
/// <param name="Generated">Names of ConfigMaps and Secrets that Kustomize makes.</param>
internal sealed record ManifestSet(IReadOnlyList<Manifest> Objects, IReadOnlyList<string> Generated)
{
    /// <summary>The objects of a kind.</summary>
    public IEnumerable<Manifest> Of(string kind) => Objects.Where(manifest => manifest.Kind == kind);

    /// <summary>The Services whose selector takes the pods of an object.</summary>
    public IEnumerable<Manifest> ServicesOf(Manifest owner) =>
        Of("Service").Where(service => Selects(service.Spec?["selector"]?.Map, owner));

    /// <summary>Whether a selector takes the pods of an object. An empty one takes none here: a Service without a selector has other means.</summary>
    public static bool Selects(Trees.MapNode? selector, Manifest owner) => selector is { Entries.Count: > 0 }
        && owner.PodLabels is { } labels && selector.Entries.All(entry => labels[entry.Name]?.Text == entry.Value.Text);
}

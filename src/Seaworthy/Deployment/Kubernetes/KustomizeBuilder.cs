using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Kubernetes;

/// <summary>
/// Builds a kustomization as <c>kustomize build</c> does, as far as rules need it: resources, bases and components, patches of both
/// kinds, images, replicas, namespace, and the names that generators make. Not names with prefixes, vars and replacements.
/// </summary>
internal sealed class KustomizeBuilder(FileSet files, ManifestReader manifests, List<Located> faults)
{
    private readonly Dictionary<SourceFile, MapNode?> _maps = [];
    private readonly HashSet<SourceFile> _building = [];
    private readonly List<string> _generated = [];

    /// <summary>The manifests that some kustomization names; they are not looked at alone.</summary>
    public HashSet<SourceFile> Taken { get; } = [];

    /// <summary>The kustomizations that no other one builds on.</summary>
    public IReadOnlyList<SourceFile> Overlays()
    {
        var all = files.Of(FileKind.Kustomization);
        var below = all.SelectMany(file => Resources(file).Select(Kustomization).OfType<SourceFile>().Where(other => other != file)).ToHashSet();
        foreach (var file in all)
            Taken.UnionWith(Resources(file).Concat(Patches(file)).Select(path => files.Find(path)).OfType<SourceFile>());
        var overlays = all.Where(file => !below.Contains(file)).ToArray();
        // Those that build on each other in a circle have no top; each is built, and the circle is a fault.
        return overlays.Length > 0 || all.Count == 0 ? overlays : all;
    }

    /// <summary>Builds one.</summary>
    public ManifestSet Build(SourceFile file)
    {
        _generated.Clear();
        var objects = BuildObjects(file, 0, []);
        return new(objects, [.. _generated]);
    }

    private List<Manifest> BuildObjects(SourceFile file, int depth, List<Manifest> below)
    {
        var objects = below.ToList();
        if (Map(file) is not { } map)
            return objects;
        if (depth > 16 || !_building.Add(file))
        {
            faults.Add(new("this kustomization builds on itself", file.Start));
            return objects;
        }
        foreach (var path in Paths(map, file, "resources", "bases"))
        {
            if (Kustomization(path) is { } inner)
                objects.AddRange(BuildObjects(inner, depth + 1, []));
            else if (files.Find(path) is { } resource)
                objects.AddRange(manifests.Objects(resource));
        }
        // A component changes what it is put over, and not only what it brings.
        foreach (var component in Paths(map, file, "components").Select(Kustomization).OfType<SourceFile>())
            objects = BuildObjects(component, depth + 1, objects);
        _building.Remove(file);
        foreach (var generator in (string[])["configMapGenerator", "secretGenerator"])
            _generated.AddRange((map[generator]?.Items ?? []).Select(item => item.Find("name")?.Text).OfType<string>());
        return [.. objects.Select(item => Patched(item, map, file)).Select(item => Changed(item, map))];
    }

    private Manifest Patched(Manifest item, MapNode map, SourceFile file)
    {
        var changed = item.Map;
        foreach (var (patch, target) in PatchNodes(map, file))
        {
            if (patch is ListNode operations && Targets(target, item))
                changed = JsonPatch.Apply(changed, operations.Values);
            else if (patch is MapNode over && (target is null ? IsOf(over, item) : Targets(target, item)))
                changed = (MapNode)TreeMerge.Merge(changed, target is null ? over : Nameless(over), StrategicLists.Merge);
        }
        return ReferenceEquals(changed, item.Map) ? item : Manifest.Read(changed) ?? item;
    }

    private static bool IsOf(MapNode patch, Manifest item) =>
        patch["kind"]?.Text == item.Kind && patch.Find("metadata", "name")?.Text == item.Name.Text;

    // With a target, what the patch calls itself does not count, and must not rename what it changes.
    private static MapNode Nameless(MapNode patch) => new(
    [
        .. patch.Entries.Where(entry => entry.Name is not ("apiVersion" or "kind")).Select(entry => entry is { Name: "metadata", Value.Map: { } data }
            ? entry with { Value = new MapNode([.. data.Entries.Where(item => item.Name != "name")], data.Place) } : entry),
    ], patch.Place);

    private static bool Targets(MapNode? target, Manifest item) => target is not null
        && (target["kind"]?.Text ?? item.Kind) == item.Kind && (target["name"]?.Text is not { } name || name == item.Name.Text || name == ".*");

    private IEnumerable<(Node Patch, MapNode? Target)> PatchNodes(MapNode map, SourceFile file)
    {
        foreach (var item in (map["patches"]?.Items ?? []).Concat(map["patchesJson6902"]?.Items ?? []).Concat(map["patchesStrategicMerge"]?.Items ?? []))
        {
            var inline = item.Map is { } full ? full["patch"] : item.Text?.Contains('\n', StringComparison.Ordinal) is true ? item : null;
            var path = item.Map is { } other ? other["path"]?.Text : inline is null ? item.Text : null;
            var documents = inline is ScalarNode text ? Inline(text) : path is not null && files.Find(file.Folder, path) is { } patch ? YamlReader.Read(patch).Documents : [];
            foreach (var document in documents)
                yield return (document, item.Find("target")?.Map);
        }
    }

    // A patch inside the kustomization is text of its own; its places are those of the text as a whole.
    private static IReadOnlyList<Node> Inline(ScalarNode text)
    {
        var inner = new SourceFile(text.Place.File.Path, text.Value);
        return [.. YamlReader.Read(inner).Documents.Select(document => new PlaceMap(text.Place).Apply(document))];
    }

    private static Manifest Changed(Manifest item, MapNode map)
    {
        var root = item.Map;
        foreach (var replicas in map["replicas"]?.Items ?? [])
        {
            if (replicas.Find("name")?.Text == item.Name.Text && replicas.Find("count") is { } count && item.Spec is not null)
                root = JsonPatch.Apply(root, [Operation("/spec/replicas", count)]);
        }
        foreach (var image in map["images"]?.Items ?? [])
            root = (MapNode)new ImageChange(image).Apply(root);
        return ReferenceEquals(root, item.Map) ? item : Manifest.Read(root) ?? item;
    }

    private static MapNode Operation(string path, Node value) => new(
    [
        new("op", value.Place, new ScalarNode("add", false, value.Place)), new("path", value.Place, new ScalarNode(path, false, value.Place)),
        new("value", value.Place, value),
    ], value.Place);

    private IEnumerable<string> Resources(SourceFile file) => Map(file) is { } map ? Paths(map, file, "resources", "bases", "components") : [];

    private static IEnumerable<string> Paths(MapNode map, SourceFile file, params string[] names) =>
        names.SelectMany(name => map[name]?.Scalars ?? []).Select(path => FileSet.Join(file.Folder, path.Text));

    private IEnumerable<string> Patches(SourceFile file) => Map(file) is not { } map ? [] :
        ((string[])["patches", "patchesJson6902", "patchesStrategicMerge"]).SelectMany(name => map[name]?.Items ?? [])
        .Select(item => item.Find("path")?.Text ?? item.Text).OfType<string>().Where(path => !path.Contains('\n', StringComparison.Ordinal)).Select(path => FileSet.Join(file.Folder, path));

    private SourceFile? Kustomization(string path) => files.Find(path, "kustomization.yaml") ?? files.Find(path, "kustomization.yml");

    private MapNode? Map(SourceFile file)
    {
        if (_maps.TryGetValue(file, out var known))
            return known;
        var (documents, fault) = YamlReader.Read(file);
        if (fault is not null)
            faults.Add(new(fault.Message, fault.Place));
        return _maps[file] = documents.Count > 0 ? documents[0].Map : null;
    }
}

using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Compose;

/// <summary>
/// Puts Compose files together: each folder's base file with its override, files that only make sense over a base laid over
/// it, <c>include</c> and <c>extends</c> followed, and variables filled in from <c>.env</c>.
/// </summary>
internal sealed class ComposeReader(FileSet files, List<Located> faults)
{
    private const int Deepest = 16;

    // The order in which docker compose looks for them.
    private static readonly string[] BaseNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

    private readonly Dictionary<SourceFile, MapNode?> _roots = [];

    /// <summary>Every project.</summary>
    public IReadOnlyList<ComposeProject> Read()
    {
        var projects = new List<ComposeProject>();
        var included = files.Of(FileKind.Compose).SelectMany(file => Includes(file).Select(include => include.File)).ToHashSet();
        foreach (var folder in files.Of(FileKind.Compose).GroupBy(file => file.Folder).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var standing = BaseNames.Select(name => folder.FirstOrDefault(file => file.Name == name)).FirstOrDefault(file => file is not null);
            var used = new HashSet<SourceFile>();
            if (standing is not null)
            {
                var over = folder.FirstOrDefault(file => file.Name.Split('.') is [var stem, "override", _] && stem == standing.Name.Split('.')[0]);
                Add(projects, used, over is null ? [standing] : [standing, over], included);
            }
            foreach (var other in folder.Where(file => !used.Contains(file)))
                Add(projects, used, standing is not null && NeedsBase(other) ? [standing, other] : [other], included);
        }
        return projects;
    }

    private void Add(List<ComposeProject> projects, HashSet<SourceFile> used, SourceFile[] layers, HashSet<SourceFile> included)
    {
        used.UnionWith(layers);
        if (layers.Length == 1 && included.Contains(layers[0]) && !BaseNames.Contains(layers[0].Name, StringComparer.Ordinal))
            return;
        var variables = Variables(layers[0].Folder);
        var roots = layers.Select(layer => Load(layer, variables)).OfType<MapNode>().ToArray();
        if (roots.Length == 0)
            return;
        var root = roots.Aggregate((below, above) => (MapNode)TreeMerge.Merge(Normalised(below), Normalised(above), ComposeLists.Merge));
        projects.Add(new(layers, root));
    }

    /// <summary>Whether a service has neither image nor build: then the file is meant to lie over another.</summary>
    private bool NeedsBase(SourceFile file) => Root(file)?["services"]?.Map?.Entries
        .Any(entry => entry.Value is MapNode service && !service.Has("image") && !service.Has("build") && !service.Has("extends")) is true;

    private MapNode? Root(SourceFile file)
    {
        if (_roots.TryGetValue(file, out var known))
            return known;
        var (documents, fault) = YamlReader.Read(file);
        if (fault is not null)
            faults.Add(new(fault.Message, fault.Place));
        else if (documents.Count > 0 && documents[0] is not (MapNode or ScalarNode { IsNull: true }))
            faults.Add(new("a Compose file must be a map", documents[0].Place));
        return _roots[file] = documents.Count > 0 ? documents[0].Map : null;
    }

    private Dictionary<string, string> Variables(string folder) => files.Find(folder, ".env") is { } file
        ? EnvironmentLines.Read(file).ToDictionary(entry => entry.Key, entry => entry.Value.Text, StringComparer.Ordinal) : [];

    private MapNode? Load(SourceFile file, Dictionary<string, string> variables)
    {
        if (Root(file) is not { } raw)
            return null;
        var root = (MapNode)new TreeMap(scalar => scalar.Value.Contains('$', StringComparison.Ordinal)
            ? scalar with { Value = Interpolation.Expand(scalar.Value, name => variables.GetValueOrDefault(name)) } : scalar).Apply(raw);
        root = Normalised(root);
        foreach (var (other, _) in Includes(file))
        {
            if (!ReferenceEquals(other, file) && Root(other) is { } below && !_including.Contains(other))
            {
                _including.Add(file);
                root = (MapNode)TreeMerge.Merge(Load(other, variables) ?? below, root, ComposeLists.Merge);
                _including.Remove(file);
            }
        }
        return WithExtends(root, file, variables);
    }

    private readonly HashSet<SourceFile> _including = [];

    private IEnumerable<(SourceFile File, Place Place)> Includes(SourceFile file)
    {
        foreach (var item in Root(file)?["include"]?.Items ?? [])
        {
            foreach (var path in item.Map is { } map ? map["path"]?.Scalars ?? [] : item.Scalars)
            {
                if (files.Find(file.Folder, path.Text) is { } found)
                    yield return (found, path.Place);
            }
        }
    }

    private MapNode WithExtends(MapNode root, SourceFile file, Dictionary<string, string> variables)
    {
        if (root["services"]?.Map is not { } services || !services.Entries.Any(entry => entry.Value.Map?.Has("extends") is true))
            return root;
        var extended = new MapNode([.. services.Entries.Select(entry => entry with
        {
            Value = entry.Value is MapNode service ? Extended(service, services, file, variables, 0) : entry.Value,
        })], services.Place);
        return new MapNode([.. root.Entries.Select(entry => entry.Name == "services" ? entry with { Value = extended } : entry)], root.Place);
    }

    private MapNode Extended(MapNode service, MapNode services, SourceFile file, Dictionary<string, string> variables, int depth)
    {
        if (service["extends"] is not { } extends)
            return service;
        if (depth > Deepest)
        {
            faults.Add(new("extends leads back to itself", extends.Place));
            return service;
        }
        var name = extends.Map is { } map ? map["service"]?.Text : extends.Text;
        var path = extends.Map?["file"]?.Text;
        var other = path is null ? file : files.Find(file.Folder, path);
        var pool = path is null ? services : other is null ? null : Interpolated(other, variables)?["services"]?.Map;
        if (name is null || pool?[name]?.Map is not { } below)
        {
            if (other is not null)
                faults.Add(new($"extends names the service {name}, which does not exist{(path is null ? "" : " in " + path)}", extends.Place));
            return service;
        }
        var merged = (MapNode)TreeMerge.Merge(Extended(below, pool, other!, variables, depth + 1), service, ComposeLists.Merge);
        return new MapNode([.. merged.Entries.Where(entry => entry.Name != "extends")], service.Place);
    }

    private MapNode? Interpolated(SourceFile file, Dictionary<string, string> variables) => Root(file) is { } raw
        ? Normalised((MapNode)new TreeMap(scalar => scalar with { Value = Interpolation.Expand(scalar.Value, name => variables.GetValueOrDefault(name)) }).Apply(raw))
        : null;

    /// <summary>Gives lists that may also be maps the form of a map.</summary>
    private static MapNode Normalised(MapNode root)
    {
        if (root["services"]?.Map is not { } services)
            return root;
        var changed = services.Entries.Select(entry => entry.Value is MapNode service
            ? entry with { Value = new MapNode([.. service.Entries.Select(Normalised)], service.Place, service.Tag) } : entry);
        return new MapNode([.. root.Entries.Select(entry => entry.Name == "services" ? entry with { Value = new MapNode([.. changed], services.Place) } : entry)], root.Place);
    }

    private static MapEntry Normalised(MapEntry entry) => entry.Name is "environment" or "labels" && entry.Value is ListNode list
        ? entry with { Value = ComposeLists.AsMap(list) } : entry;
}

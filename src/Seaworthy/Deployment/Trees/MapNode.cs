using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Trees;

/// <summary>A map. Merge keys are resolved: own entries win, then those of the merged maps in their order.</summary>
internal sealed record MapNode : Node
{
    private readonly Dictionary<string, MapEntry> _byName;

    /// <summary>Takes entries in the order of the file; the last of a name counts.</summary>
    public MapNode(IReadOnlyList<MapEntry> entries, Place place, string? tag = null)
        : base(place, tag)
    {
        _byName = new(entries.Count, StringComparer.Ordinal);
        foreach (var entry in entries)
            _byName[entry.Name] = entry;
        Entries = _byName.Count == entries.Count ? entries : [.. _byName.Values];
    }

    /// <summary>The entries, each name once.</summary>
    public IReadOnlyList<MapEntry> Entries { get; }

    /// <summary>The value of a name; null when it is missing.</summary>
    public Node? this[string name] => _byName.GetValueOrDefault(name)?.Value;

    /// <summary>The entry of a name; null when it is missing.</summary>
    public MapEntry? Entry(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether a name is there.</summary>
    public bool Has(string name) => _byName.ContainsKey(name);
}

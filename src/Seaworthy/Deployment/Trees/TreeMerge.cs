namespace Seaworthy.Deployment.Trees;

/// <summary>Lays one tree over another. Nodes keep their places, so each value still says which file it is from.</summary>
internal static class TreeMerge
{
    private const int Deepest = YamlReader.MaxDepth;

    /// <summary>How lists are laid over each other.</summary>
    /// <param name="path">The name under which the list stands.</param>
    /// <param name="below">The list below.</param>
    /// <param name="above">The list above.</param>
    internal delegate Node ListMerge(string path, ListNode below, ListNode above);

    /// <summary>Lays <paramref name="above"/> over <paramref name="below"/>.</summary>
    public static Node Merge(Node below, Node above, ListMerge lists) => Merge("", below, above, lists, 0);

    private static Node Merge(string name, Node below, Node above, ListMerge lists, int depth) => (below, above) switch
    {
        _ when depth > Deepest => above,
        (MapNode lower, MapNode upper) => MergeMaps(lower, upper, lists, depth),
        (ListNode lower, ListNode upper) => lists(name, lower, upper),
        _ => above,
    };

    private static MapNode MergeMaps(MapNode below, MapNode above, ListMerge lists, int depth)
    {
        var entries = new List<MapEntry>();
        foreach (var entry in below.Entries)
        {
            if (above.Entry(entry.Name) is not { } upper)
                entries.Add(entry);
            else if (upper.Value.Tag == "!reset" || IsDeletion(upper.Value))
                continue;
            else if (upper.Value.Tag == "!override")
                entries.Add(upper);
            else
                entries.Add(upper with { Value = Merge(entry.Name, entry.Value, upper.Value, lists, depth + 1) });
        }
        entries.AddRange(above.Entries.Where(entry => !below.Has(entry.Name) && entry.Value.Tag != "!reset" && entry.Name != "$patch"));
        return new(entries, above.Place);
    }

    private static bool IsDeletion(Node value) => value.Find("$patch")?.Text == "delete";
}

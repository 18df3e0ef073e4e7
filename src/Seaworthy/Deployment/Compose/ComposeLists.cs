using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Compose;

/// <summary>How Compose lays lists over each other: most are joined, variables by name, and commands are replaced.</summary>
internal static class ComposeLists
{
    private static readonly HashSet<string> Replaced = new(StringComparer.Ordinal) { "command", "entrypoint", "test" };

    /// <summary>Joins or replaces.</summary>
    public static Node Merge(string name, ListNode below, ListNode above)
    {
        if (Replaced.Contains(name))
            return above;
        var named = name is "environment" or "labels";
        var taken = above.Values.Select(item => Key(item, named)).ToHashSet(StringComparer.Ordinal);
        return new ListNode([.. below.Values.Where(item => !taken.Contains(Key(item, named))), .. above.Values], above.Place);
    }

    /// <summary>A list of NAME=VALUE as a map, so that a list and a map can be laid over each other.</summary>
    public static MapNode AsMap(ListNode list) => new(
    [
        .. list.Values.Where(item => item.Text is not null).Select(item =>
        {
            var equals = item.Text!.IndexOf('=', StringComparison.Ordinal);
            var value = equals < 0 ? new ScalarNode("", true, item.Place) : new ScalarNode(item.Text[(equals + 1)..], false, item.Place);
            return new MapEntry(equals < 0 ? item.Text : item.Text[..equals], item.Place, value);
        }),
    ], list.Place);

    private static string Key(Node item, bool named) => item switch
    {
        ScalarNode scalar when named => scalar.Value.Split('=')[0],
        ScalarNode scalar => scalar.Value,
        // Ports and volumes in their long form are told apart by where they lead.
        MapNode map => string.Join('|', map["target"]?.Text, map["published"]?.Text, map["source"]?.Text),
        _ => "",
    };
}

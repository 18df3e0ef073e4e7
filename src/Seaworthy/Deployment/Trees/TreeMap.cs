namespace Seaworthy.Deployment.Trees;

/// <summary>Makes a tree with other scalars. A shared node is rewritten once, so aliases cannot multiply the work.</summary>
internal sealed class TreeMap(Func<ScalarNode, ScalarNode> change)
{
    private readonly Dictionary<Node, Node> _done = new(ReferenceEqualityComparer.Instance);

    /// <summary>Rewrites a tree.</summary>
    public Node Apply(Node node)
    {
        if (_done.TryGetValue(node, out var done))
            return done;
        return _done[node] = node switch
        {
            ScalarNode scalar => change(scalar),
            ListNode list => list with { Values = [.. list.Values.Select(Apply)] },
            MapNode map => new MapNode([.. map.Entries.Select(entry => entry with { Value = Apply(entry.Value) })], map.Place, map.Tag),
            _ => node,
        };
    }
}

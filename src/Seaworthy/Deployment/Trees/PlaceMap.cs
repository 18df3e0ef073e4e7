using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Trees;

/// <summary>Gives every node of a tree one place: that of the text in which the tree was written.</summary>
internal sealed class PlaceMap(Place place)
{
    private readonly Dictionary<Node, Node> _done = new(ReferenceEqualityComparer.Instance);

    /// <summary>Rewrites a tree.</summary>
    public Node Apply(Node node)
    {
        if (_done.TryGetValue(node, out var done))
            return done;
        return _done[node] = node switch
        {
            ScalarNode scalar => scalar with { Place = place },
            ListNode list => new ListNode([.. list.Values.Select(Apply)], place, list.Tag),
            MapNode map => new MapNode([.. map.Entries.Select(entry => new MapEntry(entry.Name, place, Apply(entry.Value)))], place, map.Tag),
            _ => node,
        };
    }
}

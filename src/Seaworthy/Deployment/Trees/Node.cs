using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Trees;

/// <summary>A value of a YAML or JSON document, and where it is written. Nodes that an alias names are shared, never copied.</summary>
/// <param name="Place">Where it is written.</param>
/// <param name="Tag">An explicit local tag such as <c>!reset</c>; null when there is none.</param>
internal abstract record Node(Place Place, string? Tag)
{
    /// <summary>This node when it is a map, otherwise null.</summary>
    public MapNode? Map => this as MapNode;

    /// <summary>The items when it is a list, otherwise none.</summary>
    public IReadOnlyList<Node> Items => this is ListNode list ? list.Values : [];

    /// <summary>The text when it is a scalar that says something, otherwise null.</summary>
    public string? Text => this is ScalarNode { IsNull: false } scalar ? scalar.Value : null;

    /// <summary>Text and place when it is a scalar that says something, otherwise null.</summary>
    public Located? Located => Text is { } text ? new(text, Place) : null;

    /// <summary>The scalars in a list, or the one scalar.</summary>
    public IEnumerable<Located> Scalars => this is ListNode list
        ? list.Values.Select(item => item.Located).OfType<Located>()
        : Located is { } one ? [one] : [];

    /// <summary>Whether it is the boolean true, in any spelling that YAML 1.1 or 1.2 readers take.</summary>
    public bool IsTrue => this is ScalarNode && Text is { } text && text.ToLowerInvariant() is "true" or "yes" or "on";

    /// <summary>Whether it is the boolean false.</summary>
    public bool IsFalse => this is ScalarNode && Text is { } text && text.ToLowerInvariant() is "false" or "no" or "off";

    /// <summary>Follows names through maps; null as soon as one is missing.</summary>
    public Node? Find(params ReadOnlySpan<string> path)
    {
        Node? node = this;
        foreach (var name in path)
            node = (node as MapNode)?[name];
        return node;
    }
}

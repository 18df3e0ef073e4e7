using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Trees;

/// <summary>A list.</summary>
internal sealed record ListNode(IReadOnlyList<Node> Values, Place Place, string? Tag = null) : Node(Place, Tag);

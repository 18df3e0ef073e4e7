using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Trees;

/// <summary>Text, a number, a boolean or nothing.</summary>
/// <param name="Value">What it says.</param>
/// <param name="IsPlain">Whether it stands without quotes, so that <c>true</c> is a boolean.</param>
internal sealed record ScalarNode(string Value, bool IsPlain, Place Place, string? Tag = null) : Node(Place, Tag)
{
    /// <summary>Whether it says nothing.</summary>
    public bool IsNull => IsPlain && Value is "" or "~" or "null" or "Null" or "NULL";
}

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>An argument of a tool that its schema wants to see in a header as well (<c>x-mcp-header</c>).</summary>
/// <param name="Header">The whole name of the header: <c>Mcp-Param-Region</c>.</param>
/// <param name="Path">The members that lead from the arguments to it.</param>
internal sealed record HeaderParameter(string Header, IReadOnlyList<string> Path)
{
    public const string Prefix = "Mcp-Param-";

    /// <summary>Its place, for people.</summary>
    public string Place => $"params.arguments.{string.Join('.', Path)}";
}

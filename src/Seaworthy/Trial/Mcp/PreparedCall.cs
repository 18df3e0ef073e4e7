namespace Seaworthy.Trial.Mcp;

/// <summary>A call ready to be sent.</summary>
/// <param name="Method">The method.</param>
/// <param name="Parameters">Its parameters, a JSON object.</param>
/// <param name="Name">The tool's name; null for other methods.</param>
/// <param name="Mark">Text that the answer must contain; null when nothing can be said.</param>
internal sealed record PreparedCall(string Method, string Parameters, string? Name, string? Mark)
{
    /// <summary>Whether an answer is this call's own.</summary>
    public bool IsOwn(McpAnswer answer) => Mark is null || answer.Text.Contains(Mark, StringComparison.Ordinal);
}

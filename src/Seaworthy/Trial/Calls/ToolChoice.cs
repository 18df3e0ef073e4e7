namespace Seaworthy.Trial.Calls;

/// <summary>Which tools may be called without being told to, the likeliest first. Only those that are marked read-only.</summary>
internal static class ToolChoice
{
    /// <summary>Calls for load: short, harmless, and best with a text that comes back.</summary>
    public static IEnumerable<CallTemplate> ForLoad(IEnumerable<ToolDescription> tools) => tools
        .Where(IsHarmless)
        .OrderByDescending(Promise)
        .Select(tool => ToolArguments.Make(tool))
        .OfType<CallTemplate>();

    /// <summary>Calls that take as long as they are told.</summary>
    public static IEnumerable<CallTemplate> ForLength(IEnumerable<ToolDescription> tools) => tools
        .Where(IsHarmless)
        .OrderByDescending(tool => tool.Properties.Count(property => property.IsLength) == 1)
        .SelectMany(tool => tool.Properties.Where(property => property.IsLength)
            .SelectMany(property => property.LengthMarks.Select(mark => ToolArguments.Make(tool, property, mark))))
        .OfType<CallTemplate>();

    // Load on a tool that reaches out would be load on somebody else's system.
    private static bool IsHarmless(ToolDescription tool) => tool.IsReadOnly && tool.IsOpenWorld != true;

    private static int Promise(ToolDescription tool) =>
        (tool.Name.Contains("echo", StringComparison.OrdinalIgnoreCase) ? 8 : 0)
        + (tool.IsOpenWorld == false ? 4 : 0)
        + (tool.Properties.Any(property => property.IsFreeText) ? 2 : 0)
        + (tool.Properties.Any(property => property.IsLength) ? 0 : 1);
}

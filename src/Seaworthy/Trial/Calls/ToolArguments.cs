namespace Seaworthy.Trial.Calls;

/// <summary>Makes arguments out of a tool's schema.</summary>
internal static class ToolArguments
{
    /// <summary>
    /// A template with every required argument, and with the first text; null when a value cannot be thought of.
    /// </summary>
    /// <param name="tool">The tool.</param>
    /// <param name="length">The argument that says how long it takes, when there is one.</param>
    /// <param name="mark">What stands for its value.</param>
    public static CallTemplate? Make(ToolDescription tool, ToolProperty? length = null, string? mark = null)
    {
        var text = length is null ? tool.Properties.FirstOrDefault(property => property.IsFreeText) : null;
        var members = new List<string>();
        foreach (var property in tool.Properties.Where(property => property.IsRequired || property == text || property == length))
        {
            var value = property == length ? mark : property == text ? $"\"{CallTemplate.TextMark}\"" : property.Example();
            if (value is null)
                return null;
            members.Add($"{JsonText.Quote(property.Name)}:{value}");
        }
        return new CallTemplate(tool.Name, $"{{{string.Join(',', members)}}}");
    }
}

using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Projects;

/// <summary>What a property or an item of a project says.</summary>
/// <param name="Text">The value; empty when nothing is set; null when only the build knows it.</param>
/// <param name="Place">Where it is written, or the beginning of the project.</param>
internal sealed record ProjectValue(string? Text, Place Place)
{
    /// <summary>Whether only the build knows it.</summary>
    public bool IsUnknown => Text is null;

    /// <summary>Whether something is set, known or not.</summary>
    public bool IsSet => Text is not "";

    /// <summary>Whether it is the boolean true; null when only the build knows.</summary>
    public bool? IsTrue => Text is null ? null : Text.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The parts of a list.</summary>
    public IEnumerable<string> Parts => (Text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

using System.Globalization;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Calls;

/// <summary>What is called, and how its answers are checked.</summary>
internal sealed record CallPlan
{
    /// <summary>The tool; null calls nothing and asks for the list of tools.</summary>
    public CallTemplate? Template { get; init; }

    /// <summary>Whether each answer must contain the text of its own call.</summary>
    public bool Echoes { get; init; }

    /// <summary>How long the call takes; null when it takes as long as it is told.</summary>
    public TimeSpan? FixedLength { get; init; }

    /// <summary>Why this one: "marked read-only", "named with --call".</summary>
    public required string Reason { get; init; }

    /// <summary>The call, with a text that no other has.</summary>
    public PreparedCall Prepare(TimeSpan length) => Template is null
        ? new PreparedCall("tools/list", "{}", null, null)
        : Template.Prepare(length, string.Create(CultureInfo.InvariantCulture, $"seaworthy-{McpMessage.FreshId()}"), Echoes);

    /// <summary>For people.</summary>
    public string Describe() => Template is null
        ? $"tools/list: {Reason}"
        : $"{Template.Tool} {Template.Arguments}, {Reason}" + (Echoes ? "; each answer must repeat its own text" : "") +
          (FixedLength is { } length ? $"; takes {Elapsed.Text(length)}" : "");
}

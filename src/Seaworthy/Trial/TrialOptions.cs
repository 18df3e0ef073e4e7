using Seaworthy.Trial.Calls;

namespace Seaworthy.Trial;

/// <summary>How a trial is held.</summary>
internal sealed record TrialOptions
{
    /// <summary>Path of the MCP endpoint.</summary>
    public string Path { get; init; } = "/mcp";

    /// <summary>Path of the health endpoint; null: the usual ones are tried.</summary>
    public string? Health { get; init; }

    /// <summary>How long a start may take before the trial gives up. Default 30 s.</summary>
    public TimeSpan ReadyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The server's own shutdown budget. Default 30 s.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The protocol revision to speak; null: found out by asking.</summary>
    public string? Revision { get; init; }

    /// <summary>Calls a second, under load. Default 50.</summary>
    public int Rate { get; init; } = 50;

    /// <summary>What is called under load; null: a tool that is marked read-only.</summary>
    public CallTemplate? Call { get; init; }

    /// <summary>What is called to be in the middle of a call; null: a tool that is marked read-only.</summary>
    public CallTemplate? SlowCall { get; init; }

    /// <summary>Names of the scenarios, in the order in which they are held.</summary>
    public required IReadOnlyList<string> Scenarios { get; init; }

    /// <summary>How often each scenario is held. Default 1.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>What the random moments follow from.</summary>
    public int Seed { get; init; }
}

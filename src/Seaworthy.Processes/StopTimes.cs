namespace Seaworthy.Processes;

/// <summary>How long each step of a stop waits before the next one.</summary>
/// <param name="AfterEndOfInput">From closing stdin to SIGTERM. A polite MCP server leaves within 60 ms.</param>
/// <param name="AfterTerm">From SIGTERM to SIGKILL.</param>
public sealed record StopTimes(TimeSpan AfterEndOfInput, TimeSpan AfterTerm)
{
    /// <summary>One second each.</summary>
    public static StopTimes Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    /// <summary>SIGKILL at once.</summary>
    public static StopTimes Immediate { get; } = new(TimeSpan.Zero, TimeSpan.Zero);
}

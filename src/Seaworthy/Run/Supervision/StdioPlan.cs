using Seaworthy.Run.Retry;

namespace Seaworthy.Run.Supervision;

/// <summary>How workers are spoken to over their standard input and output.</summary>
/// <param name="Revision">The protocol revision they speak; null finds out.</param>
/// <param name="MaxMessage">The largest message one may write, in bytes.</param>
/// <param name="Version">The version by which we introduce ourselves.</param>
internal sealed record StdioPlan(string? Revision, long MaxMessage, string Version)
{
    /// <summary>What the first worker showed.</summary>
    public WorkerEra Era { get; } = new();

    /// <summary>Where the annotations of their tools go; null when nobody wants to know.</summary>
    public ToolHints? LearnsTools { get; init; }
}

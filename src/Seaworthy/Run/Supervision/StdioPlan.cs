namespace Seaworthy.Run.Supervision;

/// <summary>How workers are spoken to over their standard input and output.</summary>
/// <param name="Revision">The protocol revision they speak; null finds out.</param>
/// <param name="MaxMessage">The largest message one may write, in bytes.</param>
/// <param name="Version">The version by which we introduce ourselves.</param>
internal sealed record StdioPlan(string? Revision, long MaxMessage, string Version)
{
    /// <summary>What the first worker showed.</summary>
    public WorkerEra Era { get; } = new();
}

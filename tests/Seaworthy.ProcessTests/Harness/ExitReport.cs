using System.Diagnostics;

namespace Seaworthy.ProcessTests.Harness;

/// <summary>How a process ended.</summary>
/// <param name="Code">The exit code; 128 and the signal's number when a signal ended it.</param>
/// <param name="At">When, as a <see cref="Stopwatch"/> timestamp.</param>
/// <param name="OutputHeldOpen">Something that it left behind still holds its standard output or error.</param>
internal sealed record ExitReport(int Code, long At, bool OutputHeldOpen)
{
    /// <summary>From the timestamp to the exit.</summary>
    public TimeSpan Since(long timestamp) => Stopwatch.GetElapsedTime(timestamp, At);
}

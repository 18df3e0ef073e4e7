using Microsoft.Extensions.Logging;
using Seaworthy.Run.Bridge.Framing;
using Seaworthy.Run.Supervision.Output;

namespace Seaworthy.Run.Supervision;

/// <summary>
/// A worker's stderr. It is always read as fast as it is written, whatever is done with it: a worker that waits for room in
/// its stderr answers no calls.
/// </summary>
internal sealed class StderrTail(Stream stderr, ILogger log, TimeProvider time)
{
    /// <summary>A longer line is cut: it is prose for people.</summary>
    private const int MaxLine = 8 * 1024;

    private readonly LastLines _last = new();

    public int Pid { get; set; }

    /// <summary>The last lines, oldest first.</summary>
    public IReadOnlyList<string> Last => _last.ToList();

    /// <summary>Reads until the pipe ends.</summary>
    public async Task RunAsync()
    {
        using var lines = new StderrLog(Pid, _last, log, time);
        try
        {
            await new LineReader(MaxLine).RunAsync(stderr, lines, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe was closed under the reader, which ends it like an end of file does.
        }
    }
}

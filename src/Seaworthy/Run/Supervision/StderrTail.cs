using System.Text;
using Microsoft.Extensions.Logging;
using Seaworthy.Run.Bridge.Framing;

namespace Seaworthy.Run.Supervision;

/// <summary>A worker's stderr: every line goes to the log, and the last ones are kept for when it dies.</summary>
internal sealed class StderrTail(Stream stderr, ILogger log) : ILineSink
{
    /// <summary>Enough for a stack trace's head and the message above it.</summary>
    private const int Kept = 20;

    /// <summary>A longer line is cut: it is prose for people.</summary>
    private const int MaxLine = 8 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<string> _last = new();

    public int Pid { get; set; }

    /// <summary>The last lines, oldest first.</summary>
    public IReadOnlyList<string> Last
    {
        get
        {
            lock (_gate)
                return [.. _last];
        }
    }

    /// <summary>Reads until the pipe ends.</summary>
    public async Task RunAsync()
    {
        try
        {
            await new LineReader(MaxLine).RunAsync(stderr, this, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe was closed under the reader, which ends it like an end of file does.
        }
    }

    void ILineSink.OnLine(Span<byte> line) => Take(Encoding.UTF8.GetString(line));

    void ILineSink.OnOversizedLine(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long length) =>
        Take($"{Encoding.UTF8.GetString(head)} … (cut, {length} bytes)");

    private void Take(string line)
    {
        lock (_gate)
        {
            if (_last.Count == Kept)
                _last.Dequeue();
            _last.Enqueue(line);
        }
        SupervisionLog.Stderr(log, Pid, line);
    }
}

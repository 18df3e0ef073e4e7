using System.Text;
using Microsoft.Extensions.Logging;
using Seaworthy.Run.Bridge.Framing;

namespace Seaworthy.Run.Upstream;

/// <summary>The standard output of a server that speaks over HTTP: its log, line by line.</summary>
internal sealed class StdoutLines(Stream stdout, int pid, ILogger log) : ILineSink
{
    /// <summary>A longer line is cut: it is prose for people.</summary>
    private const int MaxLine = 8 * 1024;

    /// <summary>Reads until the pipe ends.</summary>
    public async Task RunAsync()
    {
        try
        {
            await new LineReader(MaxLine).RunAsync(stdout, this, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe was closed under the reader, which ends it like an end of file does.
        }
    }

    void ILineSink.OnLine(Span<byte> line) => UpstreamLog.Stdout(log, pid, Encoding.UTF8.GetString(line));

    void ILineSink.OnOversizedLine(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long length) =>
        UpstreamLog.Stdout(log, pid, $"{Encoding.UTF8.GetString(head)} … (cut, {length} bytes)");
}

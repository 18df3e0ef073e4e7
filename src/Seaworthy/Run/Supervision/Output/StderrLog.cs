using Microsoft.Extensions.Logging;
using Seaworthy.Run.Bridge.Framing;

namespace Seaworthy.Run.Supervision.Output;

/// <summary>Writes a worker's stderr to the log, as many lines of it as people can read, and keeps the last ones.</summary>
internal sealed class StderrLog(int pid, LastLines last, ILogger log, TimeProvider time) : ILineSink, IDisposable
{
    private readonly LineRate _rate = new(time);
    private readonly DroppedLines _dropped = new(count => SupervisionLog.StderrDropped(log, pid, count, LineRate.PerSecond), time);

    public void OnLine(Span<byte> line) => Take(line, line.Length);

    public void OnOversizedLine(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long length) => Take(head, length);

    public void Dispose() => _dropped.Dispose();

    private void Take(ReadOnlySpan<byte> line, long length)
    {
        last.Add(line);
        if (!log.IsEnabled(LogLevel.Information))
            return;
        if (!_rate.TryTake())
            _dropped.Add();
        else if (line.Length < length)
            SupervisionLog.Stderr(log, pid, $"{PlainText.Of(line)}… (cut: the line has {length} bytes)");
        else
            SupervisionLog.Stderr(log, pid, PlainText.Of(line));
    }
}

using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Supervision.Output;

namespace Seaworthy.Run.Supervision;

/// <summary>What a worker writes to its stdout that cannot be passed on: counted, and the first of it logged.</summary>
internal sealed class NoiseLog(int pid, long maxMessage, ILogger log)
{
    private const int Shown = 200;

    private long _count;

    /// <summary>Lines on stdout that were no messages.</summary>
    public long Count => Interlocked.Read(ref _count);

    public void OnNoise(ReadOnlySpan<byte> line, string why)
    {
        var count = Interlocked.Increment(ref _count);
        if (count == 1)
            SupervisionLog.Noise(log, pid, Short(why), Start(line));
        else
            SupervisionLog.MoreNoise(log, pid, count);
    }

    public void OnOversizedMessage(long length, bool callFound) => SupervisionLog.Oversized(log, pid, SizeText.Format(length),
        SizeText.Format(maxMessage), callFound ? ", and its call answered with an error" : "; which call it answered could not be found out");

    /// <summary>Without the position that JSON faults end with: it is always in line 0.</summary>
    private static string Short(string why) =>
        why.IndexOf(". LineNumber", StringComparison.Ordinal) is > 0 and var end ? why[..end] : why;

    private static string Start(ReadOnlySpan<byte> line) => line.Length > Shown ? $"{PlainText.Of(line[..Shown])}…" : PlainText.Of(line);
}

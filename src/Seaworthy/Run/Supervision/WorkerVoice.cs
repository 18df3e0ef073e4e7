using System.Text;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Modern;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Supervision.Output;

namespace Seaworthy.Run.Supervision;

/// <summary>What a worker says besides its answers: changes go to the sessions, everything else to the log.</summary>
internal sealed class WorkerVoice(int pid, long maxMessage, SessionTable sessions, ListenHub hub, ILogger log) : IWorkerEvents
{
    private const int ShownOfNoise = 200;

    private long _noise;

    /// <summary>Called when its tools are others.</summary>
    public Action? OnToolsChanged { get; set; }

    /// <summary>Lines on stdout that were no messages.</summary>
    public long Noise => Interlocked.Read(ref _noise);

    public void OnNotification(ReadOnlySpan<byte> line, in Envelope envelope)
    {
        if (envelope.Method == Methods.ToolsChanged)
            OnToolsChanged?.Invoke();
        switch (envelope.Method)
        {
            case Methods.ToolsChanged or Methods.PromptsChanged or Methods.ResourcesChanged:
                hub.Tell(line, envelope);
                sessions.Broadcast(EnvelopeRewriter.ToArray(line, []));
                break;
            case Methods.ResourceUpdated:
                sessions.Updated(envelope.Uri.Of(line), EnvelopeRewriter.ToArray(line, []));
                break;
            case Methods.LogMessage:
                // Nothing says which client's call caused it, and logs can hold what another client must not see.
                SupervisionLog.WorkerLogMessage(log, pid, Encoding.UTF8.GetString(envelope.Params.Of(line)));
                break;
        }
    }

    public void OnNoise(ReadOnlySpan<byte> line, string why)
    {
        var count = Interlocked.Increment(ref _noise);
        if (count == 1)
            SupervisionLog.Noise(log, pid, Short(why), Shown(line));
        else
            SupervisionLog.MoreNoise(log, pid, count);
    }

    public void OnOversizedMessage(long length, bool callFound) => SupervisionLog.Oversized(log, pid, SizeText.Format(length),
        SizeText.Format(maxMessage), callFound ? ", and its call answered with an error" : "; which call it answered could not be found out");

    /// <summary>Without the position that JSON faults end with: it is always in line 0.</summary>
    private static string Short(string why) =>
        why.IndexOf(". LineNumber", StringComparison.Ordinal) is > 0 and var end ? why[..end] : why;

    private static string Shown(ReadOnlySpan<byte> line) =>
        line.Length > ShownOfNoise ? $"{PlainText.Of(line[..ShownOfNoise])}…" : PlainText.Of(line);
}

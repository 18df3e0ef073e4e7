using System.Text;
using Microsoft.Extensions.Logging;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Envelopes;
using Seaworthy.Run.Bridge.Sessions;

namespace Seaworthy.Run.Supervision;

/// <summary>What a worker says besides its answers: changes go to the sessions, everything else to the log.</summary>
internal sealed class WorkerVoice(int pid, SessionTable sessions, ILogger log) : IWorkerEvents
{
    private const int ShownOfNoise = 200;

    private long _noise;

    public void OnNotification(ReadOnlySpan<byte> line, in Envelope envelope)
    {
        switch (envelope.Method)
        {
            case Methods.ToolsChanged or Methods.PromptsChanged or Methods.ResourcesChanged:
                sessions.Broadcast(envelope.Method, EnvelopeRewriter.ToArray(line, []));
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
            SupervisionLog.Noise(log, pid, why, Encoding.UTF8.GetString(line[..Math.Min(line.Length, ShownOfNoise)]));
        else
            SupervisionLog.MoreNoise(log, pid, count);
    }

    public void OnOversizedMessage(long length, bool callFound) => SupervisionLog.Oversized(log, pid, length, callFound);
}

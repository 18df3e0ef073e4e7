using System.Text;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Modern;
using Seaworthy.Run.Bridge.Sessions;

namespace Seaworthy.Run.Supervision;

/// <summary>What a worker says besides its answers: changes go to the sessions, everything else to the log.</summary>
internal sealed class WorkerVoice(int pid, NoiseLog noise, SessionTable sessions, ListenHub hub, ILogger log) : IWorkerEvents
{
    /// <summary>Called when its tools are others.</summary>
    public Action? OnToolsChanged { get; set; }

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

    /// <summary>Nothing says which client it asks.</summary>
    public bool OnRequest(ReadOnlySpan<byte> line, in Envelope envelope, WorkerPipe pipe) => false;

    public void OnNoise(ReadOnlySpan<byte> line, string why) => noise.OnNoise(line, why);

    public void OnOversizedMessage(long length, bool callFound) => noise.OnOversizedMessage(length, callFound);
}

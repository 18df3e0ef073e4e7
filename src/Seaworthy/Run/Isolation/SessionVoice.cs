using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Isolation;

/// <summary>What the worker of one session says besides its answers: all of it is for that session.</summary>
internal sealed class SessionVoice(Task<SessionServer> owner, NoiseLog noise) : IWorkerEvents
{
    /// <summary>A spare that speaks before it was spoken to says it to nobody.</summary>
    private SessionServer? Owner => owner.IsCompletedSuccessfully ? owner.Result : null;

    public bool OnRequest(ReadOnlySpan<byte> line, in Envelope envelope, WorkerPipe pipe) => Owner?.TryAsk(line, envelope, pipe) ?? false;

    public void OnNotification(ReadOnlySpan<byte> line, in Envelope envelope) => Owner?.Tell(line, envelope);

    public void OnNoise(ReadOnlySpan<byte> line, string why) => noise.OnNoise(line, why);

    public void OnOversizedMessage(long length, bool callFound) => noise.OnOversizedMessage(length, callFound);
}

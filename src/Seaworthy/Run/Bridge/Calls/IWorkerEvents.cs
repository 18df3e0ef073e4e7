using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>What a worker says that is no answer to a call. Called by the pipe's reader; must not block.</summary>
internal interface IWorkerEvents
{
    /// <summary>A notification that belongs to no call: a change, a log message.</summary>
    void OnNotification(ReadOnlySpan<byte> line, in Envelope envelope);

    /// <summary>A request of the worker; false when nobody can be asked, and it must be refused.</summary>
    bool OnRequest(ReadOnlySpan<byte> line, in Envelope envelope, WorkerPipe pipe);

    /// <summary>Something on stdout that is no JSON-RPC message.</summary>
    void OnNoise(ReadOnlySpan<byte> line, string why);

    /// <summary>A message over the limit; the call it answered has been failed when it could be found out.</summary>
    void OnOversizedMessage(long length, bool callFound);
}

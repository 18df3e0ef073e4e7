using System.Collections.Concurrent;
using System.Text;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Calls;

/// <summary>Keeps what a worker said.</summary>
internal sealed class RecordedEvents : IWorkerEvents
{
    public ConcurrentQueue<string> Notifications { get; } = new();

    public ConcurrentQueue<(string Line, string Why)> Noise { get; } = new();

    public ConcurrentQueue<(long Length, bool CallFound)> Oversized { get; } = new();

    /// <summary>Nobody can be asked.</summary>
    public bool OnRequest(ReadOnlySpan<byte> line, in Envelope envelope, WorkerPipe pipe) => false;

    public void OnNotification(ReadOnlySpan<byte> line, in Envelope envelope) => Notifications.Enqueue(Encoding.UTF8.GetString(line));

    public void OnNoise(ReadOnlySpan<byte> line, string why) => Noise.Enqueue((Encoding.UTF8.GetString(line), why));

    public void OnOversizedMessage(long length, bool callFound) => Oversized.Enqueue((length, callFound));
}

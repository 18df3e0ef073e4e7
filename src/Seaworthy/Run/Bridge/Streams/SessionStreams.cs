using System.Collections.Concurrent;

namespace Seaworthy.Run.Bridge.Streams;

/// <summary>The event streams of one session: its own, which a GET opens, and those of POSTs that were answered with one.</summary>
internal sealed class SessionStreams(EventStore store)
{
    /// <summary>Ended streams whose clients may still come back for the answer.</summary>
    private const int MaxKept = 64;

    private ConcurrentDictionary<long, StreamLog>? _posts;
    private ConcurrentQueue<StreamLog>? _ended;
    private long _last;

    /// <summary>Messages that belong to no call.</summary>
    public StreamLog Own { get; } = new(0, store);

    /// <summary>A POST is answered with an event stream.</summary>
    public StreamLog Begin()
    {
        var log = new StreamLog(Interlocked.Increment(ref _last), store);
        LazyInitializer.EnsureInitialized(ref _posts)[log.Stream] = log;
        return log;
    }

    /// <summary>The stream of a POST has its last event. It is kept for a while: the client may not have got that.</summary>
    public void End(StreamLog log)
    {
        log.Complete();
        var ended = LazyInitializer.EnsureInitialized(ref _ended);
        ended.Enqueue(log);
        if (log.IsOverAfter(0) || ended.Count > MaxKept && ended.TryDequeue(out log!))
            Drop(log);
    }

    /// <summary>The log of a stream; null when it never was, or is no longer kept.</summary>
    public StreamLog? Find(long stream) => stream == 0 ? Own : _posts?.GetValueOrDefault(stream);

    /// <summary>Nobody will come back.</summary>
    public void Forget()
    {
        Own.EndReader();
        store.Forget(Own);
        foreach (var log in _posts?.Values ?? [])
        {
            log.EndReader();
            Drop(log);
        }
    }

    private void Drop(StreamLog log)
    {
        _posts!.TryRemove(log.Stream, out _);
        store.Forget(log);
    }
}

using Seaworthy.Hosting.Limits;

namespace Seaworthy.Run.Bridge.Streams;

/// <summary>
/// Bounds what all <see cref="StreamLog"/>s hold together: when it is too much, the log that was written to least recently is
/// forgotten. What is held also counts as memory held for clients.
/// </summary>
internal sealed class EventStore(MemoryBudget memory)
{
    /// <summary>Of the memory that may be held for clients; what is lost here costs a resumption, elsewhere it costs a call.</summary>
    private const int Share = 4;

    private readonly Lock _gate = new();
    private readonly LinkedList<StreamLog> _oldestFirst = [];
    private long _held;

    /// <summary>Bytes held now.</summary>
    public long Held
    {
        get
        {
            lock (_gate)
                return _held;
        }
    }

    /// <summary>Takes room for an event, and forgets old ones for it; false when there is none.</summary>
    public bool TryMakeRoom(long bytes)
    {
        lock (_gate)
        {
            while (_held + bytes > memory.Limit / Share || !memory.TryReserve(bytes))
            {
                if (_oldestFirst.First is not { } oldest)
                    return false;
                ForgetUnderLock(oldest.Value);
            }
            _held += bytes;
            return true;
        }
    }

    /// <summary>A log has got an event: it is the last to be forgotten.</summary>
    public void Touch(StreamLog log)
    {
        lock (_gate)
        {
            if (log.Node is { } node)
                _oldestFirst.Remove(node);
            log.Node = _oldestFirst.AddLast(log);
        }
    }

    /// <summary>Drops what a log holds.</summary>
    public void Forget(StreamLog log)
    {
        lock (_gate)
            ForgetUnderLock(log);
    }

    /// <summary>Gives back the room of an event that a log dropped by itself.</summary>
    public void Free(long bytes)
    {
        if (bytes == 0)
            return;
        lock (_gate)
            _held -= bytes;
        memory.Release(bytes);
    }

    private void ForgetUnderLock(StreamLog log)
    {
        if (log.Node is { } node)
            _oldestFirst.Remove(node);
        log.Node = null;
        var bytes = log.Forget();
        _held -= bytes;
        memory.Release(bytes);
    }
}

using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Run.Bridge.Streams;

/// <summary>
/// The events of one stream of a session, kept for a client that lost its connection (specification 2025-11-25, basic/transports,
/// "Resumability and Redelivery"). The <see cref="EventStore"/> bounds what all of them hold together, and forgets the oldest.
/// </summary>
internal sealed class StreamLog(long stream, EventStore store)
{
    /// <summary>More than a client misses in any interruption that it survives.</summary>
    private const int MaxEvents = 512;

    private readonly Lock _gate = new();
    private readonly Queue<LoggedEvent> _events = new(0);
    private Mailbox? _reader;
    private long _last;
    private long _delivered;
    private long _bytes;
    private bool _isComplete;

    /// <summary>0: the session's own stream.</summary>
    public long Stream { get; } = stream;

    /// <summary>Where the store finds this log; null while it holds nothing.</summary>
    public LinkedListNode<StreamLog>? Node { get; set; }

    /// <summary>Whether a GET reads it now.</summary>
    public bool HasReader
    {
        get
        {
            lock (_gate)
                return _reader is not null;
        }
    }

    /// <summary>The last event that was written to a connection, as far as anybody can know.</summary>
    public long Delivered
    {
        get
        {
            lock (_gate)
                return _delivered;
        }
    }

    /// <summary>Adds an event and wakes whoever reads. Without room it is not kept: only who is connected gets it.</summary>
    public EventId Append(byte[] message)
    {
        var size = new LoggedEvent(0, message).Bytes;
        var isKept = store.TryMakeRoom(size);
        var freed = 0L;
        EventId id;
        lock (_gate)
        {
            id = new EventId(Stream, ++_last);
            if (isKept)
                _events.Enqueue(new LoggedEvent(id.Number, message));
            if (_events.Count > MaxEvents)
                freed = _events.Dequeue().Bytes;
            _bytes += (isKept ? size : 0) - freed;
            _reader?.Post(Mail.Arrival);
        }
        if (isKept)
            store.Touch(this);
        store.Free(freed);
        return id;
    }

    /// <summary>Nothing more will come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            _reader?.Post(Mail.Arrival);
        }
    }

    /// <summary>The event has been written to the connection that the stream began on.</summary>
    public void Deliver(long number)
    {
        lock (_gate)
            _delivered = Math.Max(_delivered, number);
    }

    /// <summary>Where a reader stands that last saw <paramref name="number"/>: a number from before the log was forgotten counts as the last.</summary>
    public long PlaceOf(long number)
    {
        lock (_gate)
            return Math.Min(number, _last);
    }

    /// <summary>What is left of the events after a place.</summary>
    public IReadOnlyList<LoggedEvent> After(long number)
    {
        lock (_gate)
            return number >= _last ? [] : [.. _events.Where(each => each.Number > number)];
    }

    /// <summary>Whether the stream has ended and there is nothing to be read after a place.</summary>
    public bool IsOverAfter(long number)
    {
        lock (_gate)
            return _isComplete && !_events.Any(each => each.Number > number);
    }

    /// <summary>
    /// Makes this the one reader. Whoever read before ends: clients come back on a new connection before the old one is known to
    /// be dead, and each message must go to one connection only.
    /// </summary>
    public void Attach(Mailbox reader)
    {
        Mailbox? before;
        lock (_gate)
            (before, _reader) = (_reader, reader);
        before?.Post(Mail.Of(MailKind.EndOfStream));
    }

    public void Detach(Mailbox reader)
    {
        lock (_gate)
        {
            if (_reader == reader)
                _reader = null;
        }
    }

    /// <summary>Ends whoever reads; the client may come back.</summary>
    public void EndReader()
    {
        lock (_gate)
            _reader?.Post(Mail.Of(MailKind.EndOfStream));
    }

    /// <summary>Drops every event; returns how many bytes they held.</summary>
    public long Forget()
    {
        lock (_gate)
        {
            var bytes = _bytes;
            _events.Clear();
            _bytes = 0;
            return bytes;
        }
    }
}

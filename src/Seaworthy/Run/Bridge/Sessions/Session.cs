using System.Collections.Concurrent;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;

namespace Seaworthy.Run.Bridge.Sessions;

/// <summary>A client of a revision with sessions, from its <c>initialize</c> to its DELETE.</summary>
internal sealed class Session(string id, string revision)
{
    private long _lastUsed;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _subscriptions = new(StringComparer.Ordinal);
    private Mailbox? _stream;
    private bool _isEnded;

    public string Id { get; } = id;

    public string Revision { get; } = revision;

    /// <summary>When the client last posted something, as a timestamp of the <see cref="TimeProvider"/>. An open stream is no use: its client may be dead.</summary>
    public long LastUsed => Interlocked.Read(ref _lastUsed);

    /// <summary>Whether dropping its state would be noticed now.</summary>
    public bool IsInUse
    {
        get
        {
            lock (_gate)
                return _stream is not null || !Calls.IsEmpty;
        }
    }

    /// <summary>The client has posted something.</summary>
    public void Touch(long now) => Interlocked.Exchange(ref _lastUsed, now);

    /// <summary>Calls that have not ended, by the client's own ids, so that it can cancel them.</summary>
    public ConcurrentDictionary<string, CallExchange> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Makes this the session's GET stream. A stream that was open before ends: clients come back on a new connection before
    /// the old one is known to be dead, and each message must go to one stream only. One that comes too late ends at once.
    /// </summary>
    public void Open(Mailbox stream)
    {
        Mailbox? before;
        lock (_gate)
            (before, _stream) = _isEnded ? (stream, null) : (_stream, stream);
        before?.Post(Mail.Of(MailKind.EndOfStream));
    }

    /// <summary>The GET stream has ended.</summary>
    public void Close(Mailbox stream)
    {
        lock (_gate)
        {
            if (_stream == stream)
                _stream = null;
        }
    }

    /// <summary>Sends a message that belongs to no call; without an open stream it is dropped.</summary>
    public void Send(byte[] message)
    {
        lock (_gate)
            _stream?.Post(Mail.Notification(message));
    }

    /// <summary>Ends the stream; the client may open another one.</summary>
    public void EndStream()
    {
        lock (_gate)
            _stream?.Post(Mail.Of(MailKind.EndOfStream));
    }

    /// <summary>Ends the session: its stream and its calls.</summary>
    public void End()
    {
        lock (_gate)
            _isEnded = true;
        EndStream();
        foreach (var call in Calls.Values)
            call.Cancel("the session was deleted");
    }

    public void Subscribe(string uri)
    {
        lock (_gate)
            _subscriptions.Add(uri);
    }

    public void Unsubscribe(string uri)
    {
        lock (_gate)
            _subscriptions.Remove(uri);
    }

    /// <summary>The resources that the client wants to know of.</summary>
    public IReadOnlyList<string> Subscriptions
    {
        get
        {
            lock (_gate)
                return [.. _subscriptions];
        }
    }

    /// <summary>Whether the client wants to know of this resource; an update may name a part of what was subscribed.</summary>
    public bool IsSubscribed(string uri)
    {
        lock (_gate)
        {
            return _subscriptions.Any(subscribed => ResourceScope.Contains(subscribed, uri));
        }
    }
}

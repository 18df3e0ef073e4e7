using System.Collections.Concurrent;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Streams;
using Seaworthy.Run.Isolation;

namespace Seaworthy.Run.Bridge.Sessions;

/// <summary>A client of a revision with sessions, from its <c>initialize</c> to its DELETE.</summary>
internal sealed class Session(string id, string revision, SessionStreams streams)
{
    private long _lastUsed;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _subscriptions = new(StringComparer.Ordinal);
    private bool _hadStream;

    public string Id { get; } = id;

    public string Revision { get; } = revision;

    /// <summary>Its event streams.</summary>
    public SessionStreams Streams { get; } = streams;

    /// <summary>Its own worker; null when workers are shared.</summary>
    public SessionServer? Server { get; init; }

    /// <summary>
    /// From which level on its client wants log messages of a shared worker of 2026-07-28, as JSON; empty when it has not said so.
    /// </summary>
    public byte[] LogLevel { get; set; } = [];

    /// <summary>Whether its streams begin with an event without data, by which a client can come back before there is a message.</summary>
    public bool IsPrimed { get; } = string.CompareOrdinal(revision, ProtocolRevision.R20251125) >= 0;

    /// <summary>When the client last posted something, as a timestamp of the <see cref="TimeProvider"/>. An open stream is no use: its client may be dead.</summary>
    public long LastUsed => Interlocked.Read(ref _lastUsed);

    /// <summary>Whether dropping its state would be noticed now.</summary>
    public bool IsInUse => Streams.Own.HasReader || HasWork;

    /// <summary>Whether calls of it run, or tasks in a worker of its own.</summary>
    public bool HasWork => !Calls.IsEmpty || Server is { HasTasks: true };

    /// <summary>The client has posted something.</summary>
    public void Touch(long now) => Interlocked.Exchange(ref _lastUsed, now);

    /// <summary>Calls that have not ended, by the client's own ids, so that it can cancel them.</summary>
    public ConcurrentDictionary<string, CallExchange> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Sends a message that belongs to no call. It waits for a client that is between two streams; one that never opened any wants none.</summary>
    public void Send(byte[] message)
    {
        _hadStream |= Streams.Own.HasReader;
        if (_hadStream || Server is not null)
            Streams.Own.Append(message);
    }

    /// <summary>
    /// Sends a message that some call has caused, and nothing says which: on the stream of the newest that takes one, else on the
    /// session's own.
    /// </summary>
    public void Say(byte[] message)
    {
        foreach (var call in Calls.Values.OrderByDescending(call => call.Number))
        {
            if (call.TrySay(message))
                return;
        }
        Send(message);
    }

    /// <summary>Ends the stream; the client may open another one.</summary>
    public void EndStream() => Streams.Own.EndReader();

    /// <summary>Ends the session: its streams, its calls and its worker.</summary>
    public void End()
    {
        Streams.Forget();
        foreach (var call in Calls.Values)
            call.Cancel("the session was deleted");
        Server?.End("its client ended it");
    }

    /// <summary>False when it had subscribed before.</summary>
    public bool Subscribe(string uri)
    {
        lock (_gate)
            return _subscriptions.Add(uri);
    }

    /// <summary>False when it had not subscribed.</summary>
    public bool Unsubscribe(string uri)
    {
        lock (_gate)
            return _subscriptions.Remove(uri);
    }

    /// <summary>Whether the client has subscribed to this very resource.</summary>
    public bool HasSubscribedTo(string uri)
    {
        lock (_gate)
            return _subscriptions.Contains(uri);
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

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Modern;
using Seaworthy.Run.Bridge.Streams;
using Seaworthy.Run.Isolation;

namespace Seaworthy.Run.Bridge.Sessions;

/// <summary>
/// The open sessions. Their number is bounded, because many clients never end theirs: the state of those that nobody
/// has used for long is dropped, and made anew under the same id when the client comes back.
/// </summary>
internal sealed class SessionTable : IDisposable
{
    /// <summary>How often it is looked who is idle, at least; a tenth of the time that they may be, when that is shorter.</summary>
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortestSweep = TimeSpan.FromMilliseconds(100);

    /// <summary>Deleted ids that are remembered: a deleted session must stay gone though its id could be opened.</summary>
    private const int MaxDeleted = 50_000;

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _deleted = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _deletedInOrder = new();
    private readonly SessionIds _ids = SessionIds.ForThisProcess();
    private readonly Lock _room = new();
    private readonly int _max;
    private readonly TimeSpan _idle;
    private readonly TimeProvider _time;
    private readonly EventStore _store;
    private readonly SessionServers? _servers;
    private readonly ITimer _sweep;

    /// <param name="max">Sessions whose state is held at most.</param>
    /// <param name="idle">After this long without a message of the client its state is dropped.</param>
    /// <param name="time">The clock.</param>
    /// <param name="store">What event streams are kept in.</param>
    /// <param name="servers">The sessions' own servers; null when they share them.</param>
    public SessionTable(int max, TimeSpan idle, TimeProvider time, EventStore store, SessionServers? servers)
    {
        (_max, _idle, _time, _store, _servers) = (max, idle, time, store, servers);
        var often = TimeSpan.FromTicks(Math.Clamp(idle.Ticks / 10, ShortestSweep.Ticks, SweepInterval.Ticks));
        _sweep = time.CreateTimer(static table => ((SessionTable)table!).DropIdle(), this, often, often);
    }

    public int Count => _sessions.Count;

    /// <summary>Called when a session wants to hear of another resource of a worker of 2026-07-28, and when any hears of one less because it has ended.</summary>
    public Action? InterestChanged { get; set; }

    /// <summary>Whether a session could be opened now.</summary>
    public bool HasRoom()
    {
        lock (_room)
            return MakeRoom();
    }

    /// <summary>Opens a session, with a server of its own or without; null when there are too many that are in use.</summary>
    public Session? TryCreate(string revision, SessionServer? server = null)
    {
        lock (_room)
            return MakeRoom() ? Add(Make(_ids.Create(revision), revision, server)) : null;
    }

    /// <summary>The session of this id; false when it was deleted or is not one of ours.</summary>
    public bool TryGet(string id, [NotNullWhen(true)] out Session? session)
    {
        if (!_sessions.TryGetValue(id, out session) && !TryResume(id, out session))
            return false;
        session.Touch(_time.GetTimestamp());
        return true;
    }

    /// <summary>Whether a session would work if there were room for it.</summary>
    public bool IsAsleep(string id) => _servers?.IsAsleep(id) ?? false;

    /// <summary>Ends a session for good.</summary>
    public void Delete(Session session)
    {
        lock (_room)
        {
            if (_deleted.TryAdd(session.Id, 0))
                _deletedInOrder.Enqueue(session.Id);
            if (_deletedInOrder.Count > MaxDeleted && _deletedInOrder.TryDequeue(out var oldest))
                _deleted.TryRemove(oldest, out _);
            _sessions.TryRemove(session.Id, out _);
        }
        LoseInterest(session);
        session.End();
    }

    /// <summary>A worker of 2026-07-28 is not asked: the bridge listens to it for all.</summary>
    public void SetInterest(Session session, string uri, bool isWanted)
    {
        if (isWanted)
            session.Subscribe(uri);
        else
            session.Unsubscribe(uri);
        InterestChanged?.Invoke();
    }

    /// <summary>Those that hear of what the shared workers say.</summary>
    private IEnumerable<Session> Sharing => _sessions.Values.Where(session => session.Server is null);

    /// <summary>The resources that any session wants to know of, of those that share workers.</summary>
    public IEnumerable<string> Subscriptions => Sharing.SelectMany(session => session.Subscriptions);

    /// <summary>Whether any of these sessions has subscribed to this very resource.</summary>
    public bool IsAnySubscribed(string uri) => Sharing.Any(session => session.HasSubscribedTo(uri));

    /// <summary>Sends a change to every session, once.</summary>
    public void Broadcast(byte[] message)
    {
        foreach (var session in Sharing)
            session.Send(message);
    }

    /// <summary>Sends an update to the sessions that have subscribed to the resource.</summary>
    /// <param name="uri">The resource, as a JSON string.</param>
    /// <param name="message">The whole notification.</param>
    public void Updated(ReadOnlySpan<byte> uri, byte[] message)
    {
        var reader = new Utf8JsonReader(uri);
        if (uri.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.String)
            return;
        var text = reader.GetString()!;
        foreach (var session in Sharing)
        {
            if (session.IsSubscribed(text))
                session.Send(message);
        }
    }

    /// <summary>A resource may have changed unseen: those who have subscribed to it are to read it again.</summary>
    public void MayHaveChanged(string uri)
    {
        var message = Notification.Write(Methods.ResourceUpdated, json => json.WriteString("uri"u8, uri)).ToArray();
        foreach (var session in Sharing)
        {
            if (session.IsSubscribed(uri))
                session.Send(message);
        }
    }

    public void Dispose() => _sweep.Dispose();

    private bool TryResume(string id, [NotNullWhen(true)] out Session? session)
    {
        session = null;
        if (!_ids.TryOpen(id, out var revision))
            return false;
        lock (_room)
        {
            if (_deleted.ContainsKey(id))
                return false;
            if (!_sessions.TryGetValue(id, out session))
                session = _servers is null ? ResumeShared(id, revision) : ResumeOwn(id, revision, _servers);
        }
        return session is not null;
    }

    /// <summary>Without room the session still works; only its stream and its subscriptions are not kept.</summary>
    private Session ResumeShared(string id, string revision)
    {
        var session = Make(id, revision, null);
        return MakeRoom() ? Add(session) : session;
    }

    /// <summary>Null when nobody remembers how its client introduced itself.</summary>
    private Session? ResumeOwn(string id, string revision, SessionServers servers)
    {
        if (!MakeRoom() || servers.WakeUp(id) is not { } server)
            return null;
        var session = Add(Make(id, revision, server));
        foreach (var uri in server.Introduction.Subscriptions)
            session.Subscribe(uri);
        return session;
    }

    private Session Make(string id, string revision, SessionServer? server)
    {
        var session = new Session(id, revision, server?.Streams ?? new SessionStreams(_store)) { Server = server };
        if (server is not null)
            server.Session = session;
        return session;
    }

    private Session Add(Session session)
    {
        session.Touch(_time.GetTimestamp());
        _sessions[session.Id] = session;
        return session;
    }

    private bool MakeRoom()
    {
        if (_sessions.Count < _max)
            return true;
        DropIdle();
        if (_sessions.Count < _max)
            return true;
        return _sessions.Values.Where(session => !session.IsInUse).MinBy(session => session.LastUsed) is { } oldest && Drop(oldest);
    }

    private void DropIdle()
    {
        foreach (var session in _sessions.Values)
        {
            if (_time.GetElapsedTime(session.LastUsed) < _idle || session.HasWork)
                continue;
            Drop(session);
        }
    }

    private bool Drop(Session session)
    {
        if (!_sessions.TryRemove(session.Id, out _))
            return false;
        session.Streams.Forget();
        LoseInterest(session);
        if (session.Server is not null)
            _servers!.LetSleep(session);
        return true;
    }

    /// <summary>Nobody may be left who wants to hear of its resources.</summary>
    private void LoseInterest(Session session)
    {
        if (session.Server is null && session.Subscriptions.Count > 0)
            InterestChanged?.Invoke();
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace Seaworthy.Run.Bridge.Sessions;

/// <summary>The open sessions.</summary>
internal sealed class SessionTable
{
    /// <summary>Ids must not be guessable (specification 2025-11-25, basic/transports, "Session Management"): 128 bits.</summary>
    private const int IdBytes = 16;

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = new();

    public int Count => _sessions.Count;

    public Session Create(string revision)
    {
        var session = new Session(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), revision);
        _sessions[session.Id] = session;
        return session;
    }

    public bool TryGet(string id, [NotNullWhen(true)] out Session? session) => _sessions.TryGetValue(id, out session);

    /// <summary>Ends a session; false when there is none of this id.</summary>
    public bool Delete(string id)
    {
        if (!_sessions.TryRemove(id, out var session))
            return false;
        session.End();
        return true;
    }

    public bool IsAnySubscribed(string uri) => _sessions.Values.Any(session => session.IsSubscribed(uri));

    public void Add(Subscription subscription) => _subscriptions[subscription] = 0;

    public void Remove(Subscription subscription) => _subscriptions.TryRemove(subscription, out _);

    /// <summary>Sends a change to every session, once, and to every subscription that wants it.</summary>
    public void Broadcast(string method, byte[] message)
    {
        foreach (var subscription in _subscriptions.Keys)
            subscription.Notify(method);
        foreach (var session in _sessions.Values)
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
        foreach (var session in _sessions.Values)
        {
            if (session.IsSubscribed(text))
                session.Send(message);
        }
    }
}

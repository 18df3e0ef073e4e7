using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>
/// Between the workers that tell of changes and the clients that listen: each worker is asked once for all that anybody wants, and
/// what it tells goes to those who want it. A worker's death ends nobody's stream: the next one is asked for the same.
/// </summary>
internal sealed class ListenHub
{
    private readonly ToolCatalogue _tools;
    private readonly SessionTable _sessions;
    private readonly Lock _gate = new();
    private readonly Dictionary<Worker, IChangeSource> _sources = [];
    private readonly HashSet<Listener> _listeners = [];
    private ListenFilter _always = ListenFilter.Nothing;
    private bool _mayHaveMissed;

    public ListenHub(ToolCatalogue tools, SessionTable sessions)
    {
        (_tools, _sessions) = (tools, sessions);
        sessions.InterestChanged += OnSessionInterest;
    }

    /// <summary>A worker has done its handshake.</summary>
    public void Attach(StdioWorker worker)
    {
        var identity = worker.Identity!;
        _tools.Forget();
        lock (_gate)
        {
            // Always: the lists that clients of sessions and the bridge itself have seen may change.
            _always = ListenFilter.DeclaredBy(identity);
            var source = _sources[worker] = identity.IsModern ? new ModernSource(worker.Pipe, this) : new OlderSource(identity);
            source.Want(Union());
            Settle();
        }
    }

    /// <summary>A worker has ended.</summary>
    public void Detach(Worker worker)
    {
        lock (_gate)
        {
            if (!_sources.Remove(worker))
                return;
            _mayHaveMissed = true;
            Settle();
        }
    }

    /// <summary>Somebody listens; acknowledged when every worker has said what it will tell of.</summary>
    public void Add(Listener listener)
    {
        lock (_gate)
        {
            _listeners.Add(listener);
            WantUnion();
            Settle();
        }
    }

    public void Remove(Listener listener)
    {
        lock (_gate)
        {
            if (_listeners.Remove(listener))
                WantUnion();
        }
    }

    /// <summary>A worker has not said for too long what it will tell of: the listener is told what the others will.</summary>
    public void Hasten(Listener listener)
    {
        lock (_gate)
        {
            if (_sources.Count > 0 && _listeners.Contains(listener) && listener.Honoured is null)
                listener.Acknowledge(Honoured(listener));
        }
    }

    /// <summary>A worker of an older revision tells of a change.</summary>
    public void Tell(ReadOnlySpan<byte> line, in Envelope envelope)
    {
        var change = Change.Of(line, envelope);
        if (change.Method == Methods.ToolsChanged)
            _tools.Forget();
        lock (_gate)
        {
            foreach (var listener in _listeners)
                listener.Tell(change, line);
        }
    }

    /// <summary>A worker answers a request of ours.</summary>
    public void On(ModernSource source, ListenRequest request, Mail mail)
    {
        lock (_gate)
            source.On(request, mail);
    }

    /// <summary>A worker of 2026-07-28 tells of a change, which sessions want to hear of too, without the id of our subscription.</summary>
    public void TellEverybody(ReadOnlySpan<byte> line, in Envelope envelope)
    {
        Tell(line, envelope);
        var change = Change.Of(line, envelope);
        if (change is { Method: Methods.ResourceUpdated, Subject: { } uri })
            _sessions.Updated(envelope.Uri.Of(line), Notification.Write(change.Method, json => json.WriteString("uri"u8, uri)).ToArray());
        else if (change.Subject is null)
            _sessions.Broadcast(Notification.Write(change.Method).ToArray());
    }

    /// <summary>Tells those who wait what they will hear of, once every worker has said so.</summary>
    public void Settle()
    {
        if (_sources.Count == 0 || !_sources.Values.All(static source => source.IsSettled))
            return;
        var refusal = _sources.Values.All(static source => source.Refusal.Length > 0) ? _sources.Values.First().Refusal : [];
        foreach (var listener in _listeners)
        {
            if (listener.Honoured is null && refusal.Length > 0)
                listener.Refuse(refusal);
            else if (listener.Honoured is null)
                listener.Acknowledge(Honoured(listener));
            else if (_mayHaveMissed)
                listener.TellAll();
        }
        if (_mayHaveMissed && _sources.Values.Any(static source => source is ModernSource))
        {
            foreach (var uri in _sessions.Subscriptions.Distinct(StringComparer.Ordinal).ToList())
                _sessions.MayHaveChanged(uri);
        }
        _mayHaveMissed = false;
    }

    /// <summary>A worker has ended its subscription though it lives: it knows why, and the clients may ask again.</summary>
    public void EndAll()
    {
        foreach (var listener in _listeners)
            listener.End();
    }

    private ListenFilter Honoured(Listener listener) =>
        listener.Wanted.Intersect(ListenFilter.UnionOf(_sources.Values.Select(static source => source.Honoured)));

    /// <summary>A session wants to hear of another resource, or of one less.</summary>
    private void OnSessionInterest()
    {
        lock (_gate)
            WantUnion();
    }

    private void WantUnion()
    {
        var union = Union();
        foreach (var source in _sources.Values)
            source.Want(union);
    }

    private ListenFilter Union() => ListenFilter.UnionOf(
        [.. _listeners.Select(static listener => listener.Wanted), _always, ListenFilter.Of(_sessions.Subscriptions)]);
}

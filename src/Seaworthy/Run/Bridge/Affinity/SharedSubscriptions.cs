using System.Text;
using System.Text.Json;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Affinity;

/// <summary>
/// What sessions have subscribed to at shared workers of older revisions: each resource at one worker, once, however many want to hear of
/// it, and no longer than any does. A worker that leaves stays until another one tells of it; what a dead one told of is taken again elsewhere.
/// </summary>
internal sealed class SharedSubscriptions
{
    /// <summary>How long a worker may take to answer a question of ours: nobody's call, so that nobody else ends the wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly BridgeContext _bridge;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SharedResource> _resources = new(StringComparer.Ordinal);

    public SharedSubscriptions(BridgeContext bridge)
    {
        _bridge = bridge;
        bridge.Sessions.InterestChanged += TendAll;
        bridge.Pool.Changed += TendAll;
    }

    /// <summary>
    /// A client subscribes. The first one's request goes to a worker, by <paramref name="forward"/>, and its answer says what comes
    /// of it; while that worker tells of the resource, others need not ask. Null when it was not asked.
    /// </summary>
    /// <param name="session">The client.</param>
    /// <param name="uri">The resource.</param>
    /// <param name="forward">Sends the request to a worker, the given one if any, and returns the end of it, and who had it.</param>
    public async Task<Mail?> SubscribeAsync(Session session, string uri, Func<Worker?, Task<(Mail End, Worker? By)>> forward)
    {
        var resource = await EnterAsync(uri).ConfigureAwait(false);
        try
        {
            if (resource.Worker is { } known && _bridge.Pool.IsPresent(known))
            {
                session.Subscribe(uri);
                return null;
            }
            // Before the answer, after which the client counts on hearing of every change.
            var isNew = session.Subscribe(uri);
            var (end, by) = await forward(null).ConfigureAwait(false);
            if (end is { Kind: MailKind.Answer, ErrorCode: 0 })
                Keep(resource, by);
            else if (isNew)
                session.Unsubscribe(uri);
            return end;
        }
        finally
        {
            Leave(resource);
            // Its worker may have left meanwhile, or its session.
            Tend(uri);
        }
    }

    /// <summary>A client unsubscribes; the last one's request goes to the worker. Null when it was not asked.</summary>
    /// <param name="session">The client.</param>
    /// <param name="uri">The resource.</param>
    /// <param name="forward">Sends the request to a worker, the given one if any, and returns the end of it, and who had it.</param>
    public async Task<Mail?> UnsubscribeAsync(Session session, string uri, Func<Worker?, Task<(Mail End, Worker? By)>> forward)
    {
        var resource = await EnterAsync(uri).ConfigureAwait(false);
        try
        {
            var hadSubscribed = session.Unsubscribe(uri);
            var isToldOf = resource.Worker is { } worker && _bridge.Pool.IsPresent(worker);
            if (_bridge.Sessions.IsAnySubscribed(uri) || hadSubscribed && !isToldOf)
                return null;
            var (end, _) = await forward(resource.Worker).ConfigureAwait(false);
            if (end.Kind == MailKind.Answer)
                Keep(resource, null);
            return end;
        }
        finally
        {
            Leave(resource);
            Tend(uri);
        }
    }

    private void TendAll()
    {
        List<string> uris;
        lock (_gate)
            uris = [.. _resources.Keys];
        // The bridge itself listens to workers of 2026-07-28, for all sessions.
        var wanted = _bridge.Pool.LastIdentity is { IsModern: false } ? _bridge.Sessions.Subscriptions : [];
        foreach (var uri in uris.Union(wanted, StringComparer.Ordinal).ToList())
            Tend(uri);
    }

    private void Tend(string uri)
    {
        if (!_bridge.Lifecycle.IsRefusing)
            _ = TendAsync(uri);
    }

    /// <summary>Sees to it that a worker that serves tells of it, if anybody wants to hear, and no other one.</summary>
    private async Task TendAsync(string uri)
    {
        SharedResource resource;
        lock (_gate)
        {
            resource = Find(uri);
            if (resource.IsTended)
                return;
            (resource.IsTended, resource.Visitors) = (true, resource.Visitors + 1);
        }
        await resource.EnterAsync().ConfigureAwait(false);
        try
        {
            lock (_gate)
                resource.IsTended = false;
            if (!_bridge.Sessions.IsAnySubscribed(uri))
                await LeaveWorkerAsync(resource).ConfigureAwait(false);
            else if (resource.Worker is not { } worker || !_bridge.Pool.Serves(worker))
                await MoveAsync(resource).ConfigureAwait(false);
        }
        finally
        {
            Leave(resource);
        }
    }

    private async Task LeaveWorkerAsync(SharedResource resource)
    {
        if (resource.Worker is StdioWorker before && _bridge.Pool.IsPresent(before))
            await AskAsync(before, Methods.ResourcesUnsubscribe, resource.Uri).ConfigureAwait(false);
        Keep(resource, null);
    }

    private async Task MoveAsync(SharedResource resource)
    {
        var before = resource.Worker as StdioWorker;
        var isUnseen = before is null || !_bridge.Pool.IsPresent(before);
        // Nobody is there: whoever comes next is asked.
        if (_bridge.Pool.TryVisit(null) is not StdioWorker next)
            return;
        if (next.Identity!.IsModern)
        {
            _bridge.Pool.Depart(next);
            Keep(resource, null);
            return;
        }
        var refusal = await AskAsync(next, Methods.ResourcesSubscribe, resource.Uri).ConfigureAwait(false);
        if (refusal is not null)
            SupervisionLog.SubscriptionNotMoved(_bridge.Log, next.Pid, resource.Uri, refusal);
        if (!isUnseen)
            await AskAsync(before!, Methods.ResourcesUnsubscribe, resource.Uri).ConfigureAwait(false);
        // One that refused is not asked again: it would only refuse again.
        Keep(resource, next);
        _bridge.Pool.Depart(next);
        if (isUnseen)
            _bridge.Sessions.MayHaveChanged(resource.Uri);
    }

    /// <summary>Null when it did as it was asked, otherwise why not.</summary>
    private async Task<string?> AskAsync(StdioWorker worker, string method, string uri)
    {
        using var late = new CancellationTokenSource(Patience, _bridge.Time);
        try
        {
            var parameters = $$"""{"uri":"{{JsonEncodedText.Encode(uri)}}"}""";
            var mail = await WorkerQuestion.AskAsync(worker.Pipe, method, parameters, _bridge.Time, late.Token).ConfigureAwait(false);
            return mail switch
            {
                { Kind: MailKind.Answer, ErrorCode: 0 } => null,
                { Kind: MailKind.Answer, Message: var answer } => Encoding.UTF8.GetString(answer),
                { Error: { } error } => error.Message,
                _ => "it takes nothing any more",
            };
        }
        catch (OperationCanceledException)
        {
            return $"no answer within {DurationText.Format(Patience)}";
        }
    }

    /// <summary>This worker tells of it from now on, and stays for that; the one before need not.</summary>
    private void Keep(SharedResource resource, Worker? worker)
    {
        var before = resource.Worker;
        resource.Worker = worker is not null && _bridge.Pool.TryStay(worker) ? worker : null;
        if (before is not null)
            _bridge.Pool.Depart(before);
    }

    private async Task<SharedResource> EnterAsync(string uri)
    {
        SharedResource resource;
        lock (_gate)
        {
            resource = Find(uri);
            resource.Visitors++;
        }
        await resource.EnterAsync().ConfigureAwait(false);
        return resource;
    }

    private SharedResource Find(string uri)
    {
        if (!_resources.TryGetValue(uri, out var resource))
            _resources[uri] = resource = new SharedResource(uri);
        return resource;
    }

    private void Leave(SharedResource resource)
    {
        resource.Leave();
        lock (_gate)
        {
            if (--resource.Visitors > 0 || resource.Worker is not null)
                return;
            _resources.Remove(resource.Uri);
        }
        resource.Dispose();
    }
}

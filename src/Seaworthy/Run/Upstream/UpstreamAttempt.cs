using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Upstream;

/// <summary>One call at one server process.</summary>
internal sealed class UpstreamAttempt(UpstreamContext upstream, UpstreamWorker worker, UpstreamPost post)
{
    private readonly AnswerRelay _relay = new(post.Answer, post.Message, post.Room)
    {
        Listener = post.Talk is { } talk ? answer => talk.Hear(answer, worker) : null,
    };
    private readonly CallEnding _lost = new();
    private volatile bool _isClientGone;

    /// <summary>Called when the last answer has gone out, whether or not the server ends its response then.</summary>
    public required Action OnAnswered { get; init; }

    public bool IsAnswered => _relay.IsAnswered;

    /// <summary>Why there was no connection.</summary>
    public string Obstacle { get; private set; } = "";

    /// <summary>What became of the server, when the call may be repeated on another one.</summary>
    public CallError? Loss { get; private set; }

    /// <summary>Whether the call may run a second time.</summary>
    public required Func<CallError, bool> MayBeRepeated { get; init; }

    /// <summary>The server is gone, whatever its connections look like.</summary>
    public void OnWorkerLost() => _lost.Set(EndReason.WorkerLost);

    /// <summary>The client has gone, which is no cancellation; but a stream that it can resume must be free for that.</summary>
    public void OnClientGone()
    {
        _isClientGone = true;
        EndIfResumable();
    }

    /// <summary>Time is nearly up: asks the server to give up on this call, in the way of the call's revision.</summary>
    public void CancelAtServer(string reason)
    {
        // Since 2026-07-28 closing the stream is what cancels, so that no real answer can follow.
        if (post.Message.IsModern)
            post.Ending.Set(EndReason.Shutdown);
        else
            _ = Cancellation.PostAsync(worker, post.Http.Request, post.Message.Ids, reason, worker.Closing);
    }

    /// <summary>Null when there was no connection, so that the server got nothing, or when it died and the call may be repeated.</summary>
    public async Task<CallFate?> RunAsync()
    {
        using var timeout = upstream.Limits.CallTimeout is { } limit
            ? upstream.Time.CreateTimer(_ => post.Ending.Set(EndReason.Timeout), null, limit, Timeout.InfiniteTimeSpan)
            : null;
        using var stay = worker.Enter(this);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(post.Ending.Token, _lost.Token);
        try
        {
            using var request = ForwardedRequest.Create(post.Http, worker.Target, post.Message.Body);
            using var response = await worker.Client.SendAsync(request, end.Token).ConfigureAwait(false);
            if (post.Message.OpensSession && response.Headers.TryGetValues(McpHeaders.Session, out var sessions))
                upstream.Sessions.Remember(sessions.First(), worker);
            var isWhole = await _relay.RunAsync(response, OnPiece, end.Token).ConfigureAwait(false);
            if (!isWhole)
                return await BreakOffAsync("its response ended without an answer").ConfigureAwait(false);
            worker.CountAnswer();
            worker.Hear();
            return CallFate.Answered;
        }
        catch (Exception e) when (IsWithoutConnection(e))
        {
            Obstacle = e.Message;
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return await BreakOffAsync(e.Message).ConfigureAwait(false);
        }
    }

    private void OnPiece()
    {
        worker.Hear();
        if (IsAnswered)
            OnAnswered();
        EndIfResumable();
    }

    private void EndIfResumable()
    {
        if (_isClientGone && _relay.IsResumable)
            post.Ending.Set(EndReason.ClientGone);
    }

    private async Task<CallFate?> BreakOffAsync(string how)
    {
        switch (post.Ending.Reason)
        {
            case EndReason.ClientGone:
                return CallFate.Abandoned;
            case EndReason.Cancelled:
                await post.Answer.EndAsync().ConfigureAwait(false);
                return CallFate.Abandoned;
            case not EndReason.Shutdown when IsAnswered:
                return CallFate.Answered;
            case EndReason.Shutdown:
                await post.Answer.FailAsync(_relay.Unanswered, CallError.Shutdown(upstream.Lifecycle.Budget.Total)).ConfigureAwait(false);
                return CallFate.Cut;
            case EndReason.Timeout:
                if (!post.Message.IsModern)
                    CancelAtServer(CallError.Timeout(upstream.Limits.CallTimeout!.Value).Message);
                await post.Answer.FailAsync(_relay.Unanswered, CallError.Timeout(upstream.Limits.CallTimeout!.Value)).ConfigureAwait(false);
                return CallFate.Cut;
            default:
                var error = await worker.ExplainAsync(how).ConfigureAwait(false);
                if (!post.Answer.HasStarted && await worker.IsEndingAsync().ConfigureAwait(false) && MayBeRepeated(error))
                {
                    Loss = error;
                    return null;
                }
                await post.Answer.FailAsync(_relay.Unanswered, error).ConfigureAwait(false);
                return CallFate.Cut;
        }
    }

    /// <summary>The handler says so when it could not connect; a client that was disposed tried nothing.</summary>
    private static bool IsWithoutConnection(Exception e) =>
        e is ObjectDisposedException or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
}

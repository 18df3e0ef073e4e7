using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;

namespace Seaworthy.Run.Upstream;

/// <summary>One call at one server process.</summary>
internal sealed class UpstreamAttempt(UpstreamWorker worker, PostedMessage message, HttpContext http, ClientAnswer answer, CallEnding ending)
{
    private readonly AnswerRelay _relay = new(answer, message, worker.Target.MaxMessage);
    private readonly CallEnding _lost = new();
    private volatile bool _isClientGone;

    /// <summary>Called when the last answer has gone out, whether or not the server ends its response then.</summary>
    public required Action OnAnswered { get; init; }

    public bool IsAnswered => _relay.IsAnswered;

    /// <summary>Why there was no connection.</summary>
    public string Obstacle { get; private set; } = "";

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
        if (message.IsModern)
            ending.Set(EndReason.Shutdown);
        else
            _ = Cancellation.PostAsync(worker, http.Request, message.Ids, reason, ending.Token);
    }

    /// <summary>Null when there was no connection, so that the server got nothing.</summary>
    /// <param name="budget">The shutdown budget, which an error names.</param>
    public async Task<CallFate?> RunAsync(TimeSpan budget)
    {
        using var stay = worker.Enter(this);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, _lost.Token);
        try
        {
            using var request = ForwardedRequest.Create(http, worker.Target, message.Body);
            using var response = await worker.Client.SendAsync(request, end.Token).ConfigureAwait(false);
            var isWhole = await _relay.RunAsync(response, OnPiece, end.Token).ConfigureAwait(false);
            if (!isWhole)
                return await BreakOffAsync(budget, "its response ended without an answer").ConfigureAwait(false);
            worker.CountAnswer();
            return CallFate.Answered;
        }
        catch (Exception e) when (IsWithoutConnection(e))
        {
            Obstacle = e.Message;
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return await BreakOffAsync(budget, e.Message).ConfigureAwait(false);
        }
    }

    private void OnPiece()
    {
        if (IsAnswered)
            OnAnswered();
        EndIfResumable();
    }

    private void EndIfResumable()
    {
        if (_isClientGone && _relay.IsResumable)
            ending.Set(EndReason.ClientGone);
    }

    private async Task<CallFate> BreakOffAsync(TimeSpan budget, string how)
    {
        switch (ending.Reason)
        {
            case EndReason.ClientGone:
                return CallFate.Abandoned;
            case EndReason.Cancelled:
                await answer.EndAsync().ConfigureAwait(false);
                return CallFate.Abandoned;
            case not EndReason.Shutdown when IsAnswered:
                return CallFate.Answered;
            case EndReason.Shutdown:
                await answer.FailAsync(_relay.Unanswered, CallError.Shutdown(budget)).ConfigureAwait(false);
                return CallFate.Cut;
            default:
                await answer.FailAsync(_relay.Unanswered, await worker.ExplainAsync(how).ConfigureAwait(false)).ConfigureAwait(false);
                return CallFate.Cut;
        }
    }

    /// <summary>The handler says so when it could not connect; a client that was disposed tried nothing.</summary>
    private static bool IsWithoutConnection(Exception e) =>
        e is ObjectDisposedException or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
}

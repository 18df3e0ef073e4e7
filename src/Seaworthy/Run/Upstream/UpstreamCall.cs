using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Retry;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Upstream;

/// <summary>One posted call: from its arrival through the queue and the server to the end of its response.</summary>
internal sealed class UpstreamCall(UpstreamContext upstream, UpstreamPost post, InFlightCall inFlight)
{
    /// <summary>What a client is told to wait that found no server: long enough for a restart, short enough for a person.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Repetition _repetition = new(upstream.Retry);
    private volatile UpstreamAttempt? _attempt;

    private CallEnding Ending => post.Ending;

    /// <summary>Runs the call to its end, whatever the end is.</summary>
    public async Task RunAsync()
    {
        using var gone = post.Http.RequestAborted.UnsafeRegister(static me => ((UpstreamCall)me!).OnClientGone(), this);
        using var cut = upstream.Lifecycle.Answering.UnsafeRegister(static me => ((UpstreamCall)me!).Ending.Set(EndReason.Shutdown), this);
        using var draining = upstream.Lifecycle.Draining.UnsafeRegister(static me => ((UpstreamCall)me!).EndWhenAnswered(), this);
        var fate = CallFate.Cut;
        try
        {
            CallFate? end;
            do
                end = await TryOnceAsync().ConfigureAwait(false);
            while (end is null);
            fate = end.Value;
        }
        finally
        {
            inFlight.End(fate);
        }
    }

    /// <summary>The client took the call back.</summary>
    public void CancelByClient() => Ending.Set(EndReason.Cancelled);

    /// <summary>
    /// Up to 2025-11-25 a disconnect is no cancellation: the server works on, and stays counted. Since 2026-07-28 it is one; and
    /// so it is while nobody works on the call, and for what is no call that could be read.
    /// </summary>
    private void OnClientGone()
    {
        if (_attempt is { } attempt && !post.Message.IsModern && post.Message.Ids.Count > 0)
            attempt.OnClientGone();
        else
            Ending.Set(EndReason.ClientGone);
    }

    /// <summary>The call is answered, but the server keeps its stream open: it may not hold up a drain.</summary>
    private void EndWhenAnswered()
    {
        if (_attempt is { IsAnswered: true })
            Ending.Set(EndReason.Draining);
    }

    /// <summary>Null when the server turned out to be gone before it got anything: then the call waits for the next one.</summary>
    private async Task<CallFate?> TryOnceAsync()
    {
        var admission = TryAdmit() is { } free ? new Admission(free, null) : await QueueAsync().ConfigureAwait(false);
        if (admission.Worker is not UpstreamWorker worker)
            return await EndUnstartedAsync(admission.Error).ConfigureAwait(false);
        using var slot = new Slot(upstream.Pool, worker);
        var attempt = new UpstreamAttempt(upstream, worker, post)
        {
            MayBeRepeated = MayBeRepeated,
            OnAnswered = () =>
            {
                slot.Dispose();
                inFlight.End(CallFate.Answered);
                if (upstream.Lifecycle.IsRefusing)
                    Ending.Set(EndReason.Draining);
            },
        };
        _attempt = attempt;
        if (await attempt.RunAsync().ConfigureAwait(false) is { } fate)
            return fate;
        _attempt = null;
        if (attempt.Loss is not null)
            return null;
        return await WaitForNextAsync(worker, attempt.Obstacle).ConfigureAwait(false);
    }

    private Worker? TryAdmit() => upstream.Pool.TryAdmit(upstream.OwnerOf(post.Http.Request));

    /// <summary>A session lives in the memory of the server that died: there is nobody to repeat its calls.</summary>
    private bool MayBeRepeated(CallError loss) => post.Message.Session.Length == 0 && post.Message.Ids.Count == 1
        && _repetition.TryBegin(post.Message.Body, EnvelopeParser.Parse(post.Message.Body), loss);

    private async Task<Admission> QueueAsync()
    {
        if (post.Http.RequestAborted.IsCancellationRequested)
            Ending.Set(EndReason.ClientGone);
        var queued = upstream.Pool.Enqueue(upstream.OwnerOf(post.Http.Request));
        try
        {
            return await queued.Admission.WaitAsync(Ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            upstream.Pool.Withdraw(queued);
            return default;
        }
    }

    /// <summary>The server took no connection. When it is ending, the next one will take the call; when it lives, nobody will.</summary>
    private async Task<CallFate?> WaitForNextAsync(UpstreamWorker worker, string obstacle)
    {
        if (!await worker.IsEndingAsync().ConfigureAwait(false))
            return await EndUnstartedAsync(CallError.WorkerUnavailable(obstacle, RetryAfter)).ConfigureAwait(false);
        try
        {
            await worker.Gone.WaitAsync(Ending.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException)
        {
            return await EndUnstartedAsync(null).ConfigureAwait(false);
        }
    }

    private async Task<CallFate> EndUnstartedAsync(CallError? error)
    {
        if (_repetition.Loss is { } loss && Ending.Reason is not (EndReason.Cancelled or EndReason.ClientGone))
        {
            await post.Answer.FailAsync(post.Message.Ids, loss).ConfigureAwait(false);
            return CallFate.Cut;
        }
        if (Ending.Reason == EndReason.Cancelled)
            await post.Answer.EndAsync().ConfigureAwait(false);
        else if (Ending.Reason == EndReason.Shutdown)
            await post.Answer.FailAsync(post.Message.Ids, CallError.Draining(upstream.Lifecycle.ExpectedDowntime)).ConfigureAwait(false);
        else if (Ending.Reason != EndReason.ClientGone)
            await post.Answer.FailAsync(post.Message.Ids, error ?? CallError.WorkerUnavailable("it ended", RetryAfter)).ConfigureAwait(false);
        return CallFate.Abandoned;
    }
}

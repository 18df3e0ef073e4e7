using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Affinity;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Retry;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>One call of one client: from its POST through the queue and a worker to its answer.</summary>
internal sealed class CallExchange : IDisposable
{
    /// <summary>How long a worker may be silent until the headers go out, so that no proxy gives up on the call.</summary>
    private static readonly TimeSpan HeadersAfter = TimeSpan.FromSeconds(1);

    private static long _lastNumber;

    private readonly BridgeContext _bridge;
    private readonly ClientRequest _request;
    private readonly Mailbox _mailbox;
    private readonly Repetition _repetition;
    private ICallResponse? _response;
    private Task<Mail>? _next;

    public CallExchange(BridgeContext bridge, ClientRequest request)
    {
        (_bridge, _request) = (bridge, request);
        _repetition = new Repetition(bridge.Retry);
        _mailbox = new Mailbox(bridge.Limits.Memory, bridge.Time, HeadersAfter);
    }

    /// <summary>Grows from call to call.</summary>
    public long Number { get; } = Interlocked.Increment(ref _lastNumber);

    /// <summary>The worker that is to have it, as long as that is there; null: whoever it belongs to, or anybody.</summary>
    public Worker? Preferred { get; set; }

    /// <summary>The worker that had it last; null before one had it.</summary>
    public Worker? LastWorker { get; private set; }

    /// <summary>Whoever asked has taken the call back, or nobody can receive the answer any more.</summary>
    public void Cancel(string reason) => _mailbox.Post(new Mail(MailKind.Cancelled, System.Text.Encoding.UTF8.GetBytes(reason)));

    /// <summary>Gives the client a message of the worker that is no answer; false when the call has ended, or its response takes no such thing.</summary>
    public bool TrySay(byte[] message) => _response is { IsStream: true } && _mailbox.Post(Mail.Notification(message));

    /// <summary>Runs the call to its end, whatever the end is.</summary>
    public Task<Mail> RunAsync(HttpContext http, InFlightCall inFlight) =>
        RunAsync(new CallResponse(http, _request, _bridge.Rules), inFlight, http.RequestAborted);

    /// <summary>The same on a response that is not only the call's own.</summary>
    public async Task<Mail> RunAsync(ICallResponse response, InFlightCall inFlight, CancellationToken disconnected)
    {
        _response = response;
        // Up to 2025-11-25 a disconnect is not a cancellation; since 2026-07-28 it is.
        using var gone = _request.IsModern
            ? disconnected.UnsafeRegister(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.ClientGone)), _mailbox)
            : default;
        using var cut = _bridge.Lifecycle.Answering.UnsafeRegister(static me => ((CallExchange)me!).CutAtEndOfBudget(), this);
        var fate = CallFate.Cut;
        try
        {
            var last = await ServeAsync(response).ConfigureAwait(false);
            fate = FateOf(last);
            return last;
        }
        finally
        {
            inFlight.End(fate);
        }
    }

    public void Dispose() => _mailbox.Dispose();

    private async Task<Mail> ServeAsync(ICallResponse response)
    {
        var end = await RunOnWorkerAsync(response).ConfigureAwait(false);
        await response.WriteAsync(end, moreIsWaiting: false).ConfigureAwait(false);
        return end;
    }

    /// <summary>Everything up to the last mail, which is still to be written: a slow client does not keep the worker's place.</summary>
    private async Task<Mail> RunOnWorkerAsync(ICallResponse response)
    {
        var owner = Preferred ?? _bridge.Handles.OwnerOf(_request);
        while (true)
        {
            if (owner is not null && !_bridge.Pool.TryEnter(owner))
            {
                if (owner != Preferred)
                    return Handles.Gone(_request);
                owner = null;
            }
            var admission = (owner ?? _bridge.Pool.TryAdmit()) is { } free ? new Admission(free, null) : await QueueAsync().ConfigureAwait(false);
            if (admission.Worker is not StdioWorker worker)
                return NotStarted(admission.Error is { } error ? Mail.Failure(error) : await LastAsync().ConfigureAwait(false));
            try
            {
                // It ended in the moment in which its turn came: it is not started any more.
                if (_mailbox.IsClosed)
                    return NotStarted(await LastAsync().ConfigureAwait(false));
                if (Send(worker) is { } call)
                {
                    LastWorker = worker;
                    var end = _bridge.Handles.Learn(_request, await FollowAsync(worker, call, response).ConfigureAwait(false), worker);
                    if (end.Kind != MailKind.Lost)
                        return end;
                    if (!_repetition.TryBegin(_request.Body, _request.Envelope, end.Error!))
                        return Mail.Failure(end.Error!);
                    continue;
                }
                // Its end is closed, and its supervisor has not noticed yet. The call has not left: somebody else may have it.
                _bridge.Pool.Remove(worker, "the server process has closed its standard input");
            }
            finally
            {
                _bridge.Pool.Release(worker);
            }
        }
    }

    /// <summary>Waits for a worker; the default admission means that the call has ended meanwhile, by <see cref="_next"/>.</summary>
    private async Task<Admission> QueueAsync()
    {
        var queued = _bridge.Pool.Enqueue();
        while (true)
        {
            _next ??= _mailbox.NextAsync().AsTask();
            if (await Task.WhenAny(queued.Admission, _next).ConfigureAwait(false) == queued.Admission)
                return await queued.Admission.ConfigureAwait(false);
            if ((await _next.ConfigureAwait(false)).IsFinal)
            {
                _bridge.Pool.Withdraw(queued);
                return default;
            }
            _next = null;
        }
    }

    /// <summary>The mail that ended the call before it was given to a worker.</summary>
    private async Task<Mail> LastAsync()
    {
        while (true)
        {
            var mail = _next is null ? await _mailbox.NextAsync().ConfigureAwait(false) : await _next.ConfigureAwait(false);
            if (mail.IsFinal)
                return mail;
            _next = null;
        }
    }

    private async Task<Mail> FollowAsync(StdioWorker worker, WorkerCall call, ICallResponse response)
    {
        using var timeout = _bridge.Limits.CallTimeout is { } limit
            ? _bridge.Time.CreateTimer(_ => _mailbox.Post(Mail.Failure(CallError.Timeout(limit))), null, limit, Timeout.InfiniteTimeSpan)
            : null;
        _mailbox.ExpectWithin(HeadersAfter);
        while (true)
        {
            var mail = _next is null ? await _mailbox.NextAsync().ConfigureAwait(false) : await _next.ConfigureAwait(false);
            _next = null;
            while (!mail.IsFinal && mail.Kind != MailKind.Lost)
            {
                _repetition.IsShown |= mail.Kind == MailKind.Notification;
                var more = _mailbox.TryNext(out var following);
                await response.WriteAsync(mail, more).ConfigureAwait(false);
                if (!more)
                    break;
                mail = following;
            }
            if (mail.Kind == MailKind.Lost)
                return mail;
            if (mail.IsFinal)
            {
                if (mail.Kind is MailKind.Cancelled or MailKind.ClientGone || mail.Error is { Reason: "timeout" or "shutdown" })
                    worker.Pipe.Cancel(call, Reason(mail));
                return mail;
            }
            _mailbox.ExpectWithin(_bridge.Rules.KeepAliveAfter);
        }
    }

    /// <summary>Null when the worker's end is closed.</summary>
    private WorkerCall? Send(StdioWorker worker)
    {
        var envelope = _request.Envelope;
        var isModernWorker = worker.Identity!.IsModern;
        var shape = !_request.IsModern ? AnswerShape.Unchanged : isModernWorker ? AnswerShape.Modern : ShapeOf(_request.Method);
        var logLevel = _response is { IsStream: true } ? _request.Session?.LogLevel ?? [] : [];
        var token = envelope.ProgressToken.Of(_request.Body).ToArray();
        var call = new WorkerCall(WorkerPipe.NextId(), _request.Method, _request.Id, token, shape, _mailbox)
        {
            MayMoveOn = true,
            WantsLog = isModernWorker && (_request.IsModern ? envelope.LogLevel.IsPresent : logLevel.Length > 0),
        };
        Span<Edit> edits = new Edit[3];
        var count = 0;
        edits[count++] = Edit.Replace(envelope.Id, call.IdBytes);
        if (token.Length > 0)
            edits[count++] = Edit.Replace(envelope.ProgressToken, call.IdBytes);
        if (isModernWorker && !_request.IsModern)
            edits[count++] = ModernMeta.Supply(_request.Body, envelope, logLevel);
        return worker.Pipe.Send(call, _request.Body, edits[..count]) ? call : null;
    }

    private void CutAtEndOfBudget() => _mailbox.Post(Mail.Failure(CallError.Shutdown(_bridge.Lifecycle.Budget.Total)));

    /// <summary>The end of a call that was still waiting for a worker: it may safely go elsewhere.</summary>
    private Mail NotStarted(Mail end)
    {
        // Not even that is sure of a call that a worker died over.
        if (end.Error is not null && _repetition.Loss is { } loss)
            return Mail.Failure(loss);
        return end.Error is { Reason: "shutdown" } ? Mail.Failure(CallError.Draining(_bridge.Lifecycle.ExpectedDowntime)) : end;
    }

    private static string Reason(Mail mail) => mail.Kind switch
    {
        MailKind.Cancelled => System.Text.Encoding.UTF8.GetString(mail.Message),
        MailKind.ClientGone => "the client closed the stream",
        _ => mail.Error!.Message,
    };

    private static CallFate FateOf(Mail last) => last switch
    {
        { Kind: MailKind.Answer } => CallFate.Answered,
        { Kind: MailKind.Failure, Error.Outcome: CallOutcome.Unknown } => CallFate.Cut,
        _ => CallFate.Abandoned,
    };

    private static AnswerShape ShapeOf(string method) => method switch
    {
        Methods.ToolsList or Methods.PromptsList or Methods.ResourcesList or Methods.ResourceTemplatesList or Methods.ResourcesRead =>
            AnswerShape.Cacheable,
        _ => AnswerShape.Complete,
    };
}

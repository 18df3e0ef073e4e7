using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Envelopes;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>One call of one client: from its POST through the queue and a worker to its answer.</summary>
internal sealed class CallExchange : IDisposable
{
    /// <summary>How long a worker may be silent until the headers go out, so that no proxy gives up on the call.</summary>
    private static readonly TimeSpan HeadersAfter = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan KeepAliveAfter = TimeSpan.FromSeconds(15);

    private readonly BridgeContext _bridge;
    private readonly ClientRequest _request;
    private readonly Mailbox _mailbox;
    private Task<Mail>? _next;

    public CallExchange(BridgeContext bridge, ClientRequest request)
    {
        (_bridge, _request) = (bridge, request);
        _mailbox = new Mailbox(bridge.Limits.Memory, bridge.Time, HeadersAfter);
    }

    /// <summary>Whoever asked has taken the call back, or nobody can receive the answer any more.</summary>
    public void Cancel(string reason) => _mailbox.Post(new Mail(MailKind.Cancelled, System.Text.Encoding.UTF8.GetBytes(reason)));

    /// <summary>Runs the call to its end, whatever the end is.</summary>
    public async Task<Mail> RunAsync(HttpContext http, InFlightCall inFlight)
    {
        // Up to 2025-11-25 a disconnect is not a cancellation; since 2026-07-28 it is.
        using var gone = _request.IsModern
            ? http.RequestAborted.UnsafeRegister(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.ClientGone)), _mailbox)
            : default;
        using var cut = _bridge.Lifecycle.Answering.UnsafeRegister(static me => ((CallExchange)me!).CutAtEndOfBudget(), this);
        var fate = CallFate.Cut;
        try
        {
            var last = await ServeAsync(new CallResponse(http, _request)).ConfigureAwait(false);
            fate = FateOf(last);
            return last;
        }
        finally
        {
            inFlight.End(fate);
        }
    }

    public void Dispose() => _mailbox.Dispose();

    private async Task<Mail> ServeAsync(CallResponse response)
    {
        var admission = _bridge.Pool.TryAdmit() is { } free ? new Admission(free, null) : await QueueAsync().ConfigureAwait(false);
        if (admission.Worker is not StdioWorker worker)
        {
            var end = admission.Error is { } error ? Mail.Failure(error) : await _next!.ConfigureAwait(false);
            await response.WriteAsync(end, moreIsWaiting: false).ConfigureAwait(false);
            return end;
        }
        try
        {
            return await CallAsync(worker, response).ConfigureAwait(false);
        }
        finally
        {
            _bridge.Pool.Release(worker);
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

    private async Task<Mail> CallAsync(StdioWorker worker, CallResponse response)
    {
        var call = Send(worker);
        using var timeout = _bridge.Limits.CallTimeout is { } limit
            ? _bridge.Time.CreateTimer(_ => _mailbox.Post(Mail.Failure(CallError.Timeout(limit))), null, limit, Timeout.InfiniteTimeSpan)
            : null;
        _mailbox.ExpectWithin(HeadersAfter);
        while (true)
        {
            var mail = _next is null ? await _mailbox.NextAsync().ConfigureAwait(false) : await _next.ConfigureAwait(false);
            _next = null;
            var more = true;
            while (more)
            {
                var current = mail;
                more = !current.IsFinal && _mailbox.TryNext(out mail);
                await response.WriteAsync(current, more).ConfigureAwait(false);
                if (!current.IsFinal)
                    continue;
                if (current.Kind is MailKind.Cancelled or MailKind.ClientGone || current.Error is { Reason: "timeout" or "shutdown" })
                    worker.Pipe.Cancel(call, Reason(current));
                return current;
            }
            _mailbox.ExpectWithin(KeepAliveAfter);
        }
    }

    private WorkerCall Send(StdioWorker worker)
    {
        var envelope = _request.Envelope;
        var isModernWorker = worker.Identity!.IsModern;
        var shape = _request.IsModern && !isModernWorker ? ShapeOf(_request.Method) : AnswerShape.Unchanged;
        var token = envelope.ProgressToken.Of(_request.Body).ToArray();
        var call = new WorkerCall(WorkerPipe.NextId(), _request.Method, _request.Id, token, shape, _mailbox);
        Span<Edit> edits = new Edit[3];
        var count = 0;
        edits[count++] = Edit.Replace(envelope.Id, call.IdBytes);
        if (token.Length > 0)
            edits[count++] = Edit.Replace(envelope.ProgressToken, call.IdBytes);
        if (isModernWorker && !_request.IsModern)
            edits[count++] = ModernMeta.Supply(_request.Body, envelope);
        worker.Pipe.Send(call, _request.Body, edits[..count]);
        return call;
    }

    private void CutAtEndOfBudget() => _mailbox.Post(Mail.Failure(CallError.Shutdown(_bridge.Lifecycle.Budget.Total)));

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

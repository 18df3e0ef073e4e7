using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Affinity;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Sessions;

/// <summary>Messages of clients that have a session, however they came: each in a POST, in a batch, or beside the stream of 2024-11-05.</summary>
internal sealed class SessionDesk(BridgeContext shared, SharedSubscriptions subscriptions)
{
    private static readonly byte[] EmptyResult = "{}"u8.ToArray();

    private readonly TaskLists _taskLists = new(shared);

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(ClientRequest request, ICallResponse response, CancellationToken disconnected)
    {
        if (AnswerHere(request, request.Session!) is { } answer)
        {
            await response.WriteAsync(answer, moreIsWaiting: false).ConfigureAwait(false);
        }
        else if (Begin(request) is { } inFlight)
        {
            await (request.Session!.Server is null && _taskLists.IsFor(request)
                ? ListTasksAsync(request, response, inFlight)
                : ForwardAsync(request, response, inFlight, disconnected)).ConfigureAwait(false);
        }
        else
        {
            shared.Lifecycle.QuietPeriod.Touch();
            await response.WriteAsync(Mail.Failure(CallError.Draining(shared.Lifecycle.ExpectedDowntime)), moreIsWaiting: false).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a notification or a response, which are not answered.</summary>
    public void Take(ClientRequest message)
    {
        var session = message.Session!;
        if (message.Envelope.Kind == MessageKind.Response)
        {
            session.Server?.Answer(message.Body, message.Envelope);
            return;
        }
        switch (message.Method)
        {
            case Methods.Cancelled:
                if (message.Envelope.RequestId is { IsPresent: true } id && session.Calls.TryGetValue(RequestKey.Of(id.Of(message.Body)), out var call))
                    call.Cancel("the client cancelled the call");
                break;
            case Methods.Initialized or Methods.Progress or Methods.RootsChanged when session.Server is null:
                // A shared worker had its own handshake, and asked this client for nothing.
                break;
            default:
                Pass(EnvelopeRewriter.ToArray(message.Body, []), session);
                break;
        }
    }

    /// <summary>
    /// The answer where no worker need be asked: each side answers <c>ping</c> itself, a shared worker has no log level of one client, and one
    /// of 2026-07-28 no subscriptions. Null for everything else.
    /// </summary>
    private Mail? AnswerHere(ClientRequest request, Session session)
    {
        switch (request.Method)
        {
            case Methods.Ping:
                return Done(request);
            case Methods.SetLogLevel when session.Server is null:
                return SetLogLevel(request, session);
            case Methods.Discover or Methods.Listen:
                // What it would open at a worker of 2026-07-28 would never end.
                return Refuse(request, new ProtocolError(200, -32601, $"Method not found: {request.Method} is not part of {session.Revision}"));
            case Methods.ResourcesSubscribe or Methods.ResourcesUnsubscribe
                when session.Server is null && shared.Pool.LastIdentity is { IsModern: true } && request.Text(request.Envelope.Uri) is { } subject:
                shared.Sessions.SetInterest(session, subject, isWanted: request.Method == Methods.ResourcesSubscribe);
                return Done(request);
            default:
                return null;
        }
    }

    /// <summary>A worker of 2026-07-28 is told the level with each call; an older one that is shared has none for a single client.</summary>
    private static Mail SetLogLevel(ClientRequest request, Session session)
    {
        if (LogLevels.Read(request.Envelope.Params.Of(request.Body)) is not { } level)
            return Refuse(request, new ProtocolError(200, -32602, "params.level is missing or no log level; levels are " + LogLevels.All));
        session.LogLevel = level;
        return Done(request);
    }

    private static Mail Done(ClientRequest request) => Mail.Answer(ErrorMessage.WriteResult(request.Id, EmptyResult).ToArray());

    private static Mail Refuse(ClientRequest request, ProtocolError error) => Mail.Answer(ErrorMessage.Write(request.Id, error).ToArray(), error.Code);

    /// <summary>What is asked about a task belongs to a call that has been taken: it passes also while draining.</summary>
    private InFlightCall? Begin(ClientRequest request)
    {
        if (request.Method.StartsWith("tasks/", StringComparison.Ordinal))
            return shared.Calls.BeginContinuation();
        return shared.Calls.TryBegin(out var call) ? call : null;
    }

    private async Task ListTasksAsync(ClientRequest request, ICallResponse response, InFlightCall inFlight)
    {
        var fate = CallFate.Cut;
        try
        {
            var answer = await _taskLists.ReadAsync(request).ConfigureAwait(false);
            await response.WriteAsync(answer, moreIsWaiting: false).ConfigureAwait(false);
            fate = answer.Kind == MailKind.Answer ? CallFate.Answered : CallFate.Cut;
        }
        finally
        {
            inFlight.End(fate);
        }
    }

    private async Task ForwardAsync(ClientRequest request, ICallResponse response, InFlightCall inFlight, CancellationToken disconnected)
    {
        var session = request.Session!;
        var key = RequestKey.Of(request.Id);
        session.Server?.Wake();
        using var exchange = new CallExchange(session.Server?.Bridge ?? shared, request);
        session.Calls[key] = exchange;
        try
        {
            var last = await RunAsync(exchange, request, response, inFlight, disconnected).ConfigureAwait(false);
            if (last is { Kind: MailKind.Answer, ErrorCode: 0 })
                Remember(request, session);
        }
        finally
        {
            session.Calls.TryRemove(KeyValuePair.Create(key, exchange));
        }
    }

    /// <summary>Runs a call to its end. What a shared worker has been asked for already, for another client, it is not asked for again.</summary>
    private async Task<Mail> RunAsync(
        CallExchange exchange, ClientRequest request, ICallResponse response, InFlightCall inFlight, CancellationToken disconnected)
    {
        var isSubscription = request.Method is Methods.ResourcesSubscribe or Methods.ResourcesUnsubscribe;
        if (!isSubscription || request.Session is not { Server: null } session || request.Text(request.Envelope.Uri) is not { } uri)
            return await exchange.RunAsync(response, inFlight, disconnected).ConfigureAwait(false);
        var end = request.Method == Methods.ResourcesSubscribe
            ? await subscriptions.SubscribeAsync(session, uri, ForwardAsync).ConfigureAwait(false)
            : await subscriptions.UnsubscribeAsync(session, uri, ForwardAsync).ConfigureAwait(false);
        if (end is { } last)
            return last;
        var done = Done(request);
        inFlight.End(CallFate.Answered);
        await response.WriteAsync(done, moreIsWaiting: false).ConfigureAwait(false);
        return done;

        async Task<(Mail End, Worker? By)> ForwardAsync(Worker? preferred)
        {
            exchange.Preferred = preferred;
            var end = await exchange.RunAsync(response, inFlight, disconnected).ConfigureAwait(false);
            return (end, exchange.LastWorker);
        }
    }

    /// <summary>What a later worker of the session must be told again.</summary>
    private static void Remember(ClientRequest request, Session session)
    {
        if (session.Server is not { } server)
            return;
        var uri = request.Text(request.Envelope.Uri);
        if (request.Method == Methods.ResourcesSubscribe && uri is not null)
            session.Subscribe(uri);
        else if (request.Method == Methods.ResourcesUnsubscribe && uri is not null)
            session.Unsubscribe(uri);
        else if (request.Method == Methods.SetLogLevel)
            server.Introduction.LogLevel = System.Text.Encoding.UTF8.GetString(EnvelopeRewriter.ToArray(request.Envelope.Params.Of(request.Body), []));
    }

    private void Pass(byte[] notification, Session session)
    {
        if (session.Server is { } server)
        {
            server.Send(notification);
        }
        else if (shared.Pool.TryAdmit() is StdioWorker worker)
        {
            worker.Pipe.Send(notification);
            shared.Pool.Release(worker);
        }
    }
}

using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Sessions;

/// <summary>Messages of clients that have a session, however they came: each in a POST, in a batch, or beside the stream of 2024-11-05.</summary>
internal sealed class SessionDesk(BridgeContext shared)
{
    private static readonly byte[] EmptyResult = "{}"u8.ToArray();

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(ClientRequest request, ICallResponse response, CancellationToken disconnected)
    {
        if (IsAnsweredHere(request, request.Session!))
        {
            await response.WriteAsync(Mail.Answer(ErrorMessage.WriteResult(request.Id, EmptyResult).ToArray()), moreIsWaiting: false).ConfigureAwait(false);
        }
        else if (request.Method is Methods.Discover or Methods.Listen)
        {
            // What it would open at a worker of 2026-07-28 would never end.
            var unknown = new ProtocolError(200, -32601, $"Method not found: {request.Method} is not part of {request.Session!.Revision}");
            await response.WriteAsync(Mail.Answer(ErrorMessage.Write(request.Id, unknown).ToArray(), unknown.Code), moreIsWaiting: false).ConfigureAwait(false);
        }
        else if (Begin(request) is { } inFlight)
        {
            await ForwardAsync(request, response, inFlight, disconnected).ConfigureAwait(false);
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

    /// <summary>Whether no worker need be asked: each side answers <c>ping</c> itself, and a shared worker has neither log level nor subscriptions of one client.</summary>
    private bool IsAnsweredHere(ClientRequest request, Session session)
    {
        switch (request.Method)
        {
            case Methods.Ping:
                return true;
            case Methods.SetLogLevel:
                return session.Server is null;
            case Methods.ResourcesSubscribe or Methods.ResourcesUnsubscribe
                when session.Server is null && shared.Pool.LastIdentity is { IsModern: true } && request.Text(request.Envelope.Uri) is { } subject:
                shared.Sessions.SetInterest(session, subject, isWanted: request.Method == Methods.ResourcesSubscribe);
                return true;
            case Methods.ResourcesUnsubscribe when request.Text(request.Envelope.Uri) is { } uri:
                session.Unsubscribe(uri);
                return session.Server is null && shared.Sessions.IsAnySubscribed(uri);
            default:
                return false;
        }
    }

    /// <summary>What is asked about a task belongs to a call that has been taken: it passes also while draining.</summary>
    private InFlightCall? Begin(ClientRequest request)
    {
        if (request.Method.StartsWith("tasks/", StringComparison.Ordinal))
            return shared.Calls.BeginContinuation();
        return shared.Calls.TryBegin(out var call) ? call : null;
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
            var last = await exchange.RunAsync(response, inFlight, disconnected).ConfigureAwait(false);
            if (last is { Kind: MailKind.Answer, ErrorCode: 0 })
                Remember(request, session);
        }
        finally
        {
            session.Calls.TryRemove(KeyValuePair.Create(key, exchange));
        }
    }

    /// <summary>What a later worker must be told again.</summary>
    private static void Remember(ClientRequest request, Session session)
    {
        if (request.Method == Methods.ResourcesSubscribe && request.Text(request.Envelope.Uri) is { } uri)
            session.Subscribe(uri);
        else if (request.Method == Methods.SetLogLevel && session.Server is { } server)
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

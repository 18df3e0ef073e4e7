using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Modern;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Revisions;

/// <summary>Messages of 2026-07-28: each stands for itself.</summary>
internal sealed class ModernFront(BridgeContext bridge, ListenHub hub, ToolCatalogue tools)
{
    public Task HandleAsync(HttpContext http, ClientRequest request)
    {
        switch (request.Envelope.Kind)
        {
            case MessageKind.Notification:
                // Closing the stream is what cancels; a notification that says the same is accepted and changes nothing.
                return HttpAnswer.AcceptAsync(http);
            case MessageKind.Response:
                return HttpAnswer.RefuseAsync(http, [],
                    new ProtocolError(400, -32600, "Clients of 2026-07-28 send no responses; input goes into inputResponses of a new request"));
        }
        if (ModernRequest.Validate(http.Request.Headers, request.Body, request.Envelope) is { } refusal)
            return HttpAnswer.RefuseAsync(http, request.Id, refusal);
        return request.Method switch
        {
            Methods.Initialize or Methods.Ping or Methods.SetLogLevel or Methods.ResourcesSubscribe or Methods.ResourcesUnsubscribe =>
                HttpAnswer.RefuseAsync(http, request.Id, NotFound(request.Method, "is not part of 2026-07-28")),
            // The tasks of 2025-11-25 have other messages under the same names.
            Methods.TasksGet or Methods.TasksUpdate or Methods.TasksCancel when bridge.Pool.LastIdentity is { IsModern: false } =>
                HttpAnswer.RefuseAsync(http, request.Id, NotFound(request.Method, "is not what this server's older revision means by it")),
            Methods.Discover => DiscoverAsync(http, request),
            Methods.Listen => ListenAsync(http, request),
            _ => ForwardAsync(http, request),
        };
    }

    private static ProtocolError NotFound(string method, string why) => new(404, -32601, $"Method not found: {method} {why}");

    /// <summary>Answered also while draining: an error here makes clients fall back to an older revision.</summary>
    private async Task DiscoverAsync(HttpContext http, ClientRequest request)
    {
        var (identity, error) = await bridge.Pool.IdentifyAsync().ConfigureAwait(false);
        if (identity is null)
        {
            await HttpAnswer.RefuseAsync(http, request.Id, error!).ConfigureAwait(false);
            return;
        }
        await HttpAnswer.WriteJsonAsync(http, 200, ErrorMessage.WriteResult(request.Id, identity.DiscoverResult())).ConfigureAwait(false);
    }

    private async Task ListenAsync(HttpContext http, ClientRequest request)
    {
        if (ListenRequests.Validate(request, out var wanted) is { } refusal)
        {
            await HttpAnswer.RefuseAsync(http, request.Id, refusal).ConfigureAwait(false);
            return;
        }
        if (bridge.Lifecycle.IsRefusing)
        {
            await RefuseNewWorkAsync(http, request).ConfigureAwait(false);
            return;
        }
        // Who is there for nobody's call may be listened to as well; without anybody there is nothing to listen to.
        var (_, error) = await bridge.Pool.IdentifyAsync().ConfigureAwait(false);
        if (error is not null)
        {
            await HttpAnswer.RefuseAsync(http, request.Id, error).ConfigureAwait(false);
            return;
        }
        using var exchange = new ListenExchange(bridge, request, hub);
        await exchange.RunAsync(http, wanted).ConfigureAwait(false);
    }

    private async Task ForwardAsync(HttpContext http, ClientRequest request)
    {
        if (Begin(request) is not { } inFlight)
        {
            await RefuseNewWorkAsync(http, request).ConfigureAwait(false);
            return;
        }
        if (request.Method == Methods.ToolsCall && await ValidateAsync(http, request).ConfigureAwait(false) is { } refusal)
        {
            inFlight.End(CallFate.Answered);
            await HttpAnswer.RefuseAsync(http, request.Id, refusal).ConfigureAwait(false);
            return;
        }
        using var exchange = new CallExchange(bridge, request);
        var last = await exchange.RunAsync(http, inFlight).ConfigureAwait(false);
        if (request.Method == Methods.ToolsList && last is { Kind: MailKind.Answer, ErrorCode: 0 })
            tools.Learn(last.Message);
    }

    /// <summary>What is asked about a task belongs to a call that has been taken: it passes also while draining.</summary>
    private InFlightCall? Begin(ClientRequest request)
    {
        if (request.Method is Methods.TasksGet or Methods.TasksUpdate or Methods.TasksCancel)
            return bridge.Calls.BeginContinuation();
        return bridge.Calls.TryBegin(out var call) ? call : null;
    }

    /// <summary>Without a worker there is nobody to ask for the schemas; the call waits for one, or is refused, and has not run either way.</summary>
    private ValueTask<ProtocolError?> ValidateAsync(HttpContext http, ClientRequest request) => bridge.Pool.Any() is StdioWorker worker
        ? tools.ValidateAsync(http.Request.Headers, request, worker)
        : default;

    private Task RefuseNewWorkAsync(HttpContext http, ClientRequest request)
    {
        bridge.Lifecycle.QuietPeriod.Touch();
        return HttpAnswer.RefuseAsync(http, request.Id, CallError.Draining(bridge.Lifecycle.ExpectedDowntime));
    }
}

using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Revisions;

/// <summary>Messages of 2026-07-28: each stands for itself.</summary>
internal sealed class ModernFront(BridgeContext bridge)
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
                HttpAnswer.RefuseAsync(http, request.Id, new ProtocolError(404, -32601, $"Method not found: {request.Method} is not part of 2026-07-28")),
            Methods.Discover => DiscoverAsync(http, request),
            Methods.Listen => ListenAsync(http, request),
            _ => ForwardAsync(http, request),
        };
    }

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
        if (bridge.Lifecycle.IsRefusing)
        {
            await RefuseNewWorkAsync(http, request).ConfigureAwait(false);
            return;
        }
        var admission = await bridge.Pool.Enqueue().Admission.ConfigureAwait(false);
        if (admission.Worker is not StdioWorker worker)
        {
            await HttpAnswer.RefuseAsync(http, request.Id, admission.Error!).ConfigureAwait(false);
            return;
        }
        // A stream is no load: a thousand idle ones must leave the worker free for calls.
        bridge.Pool.Release(worker);
        using var exchange = new ListenExchange(bridge, request);
        await exchange.RunAsync(http, worker).ConfigureAwait(false);
    }

    private async Task ForwardAsync(HttpContext http, ClientRequest request)
    {
        if (!bridge.Calls.TryBegin(out var inFlight))
        {
            await RefuseNewWorkAsync(http, request).ConfigureAwait(false);
            return;
        }
        using var exchange = new CallExchange(bridge, request);
        await exchange.RunAsync(http, inFlight).ConfigureAwait(false);
    }

    private Task RefuseNewWorkAsync(HttpContext http, ClientRequest request)
    {
        bridge.Lifecycle.QuietPeriod.Touch();
        return HttpAnswer.RefuseAsync(http, request.Id, CallError.Draining(bridge.Lifecycle.ExpectedDowntime));
    }
}

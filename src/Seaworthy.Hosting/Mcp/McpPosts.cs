using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting.Mcp;

/// <summary>Posted messages: refuses what may not begin, counts what does, and hands it to the SDK.</summary>
internal sealed class McpPosts(LifecycleLoop lifecycle, McpLimits limits, OpenExchanges open, CallMeter meter, TimeProvider time)
{
    /// <summary>How long a call waits for the end of the start: most starts, and less than balancers wait for an answer.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(1);

    public async Task HandleAsync(HttpContext http, RequestDelegate mcp)
    {
        using var room = new RequestRoom(limits.Memory);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limits.Options.MaxBody;
        byte[]? body;
        try
        {
            body = await RequestBody.ReadAsync(http.Request, room, limits.Options.MaxBody).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            LastOnConnection.Say(http);
            await HttpAnswer.RefuseAsync(http, [], new ProtocolError(e.StatusCode, -32600, e.Message)).ConfigureAwait(false);
            return;
        }
        if (body is null)
        {
            await RefuseAsync(http, [], RequestRoom.Refusal).ConfigureAwait(false);
            return;
        }
        HeldBody.GiveTo(http.Request, body);
        var message = PostedMessage.Read(body, http.Request.Headers);
        switch (message.Role)
        {
            case PostedRole.Continuation:
                await ContinueAsync(http, mcp, message).ConfigureAwait(false);
                break;
            case PostedRole.Listen when !lifecycle.IsRefusing:
                await ListenAsync(http, mcp, message).ConfigureAwait(false);
                break;
            default:
                await CallAsync(http, mcp, message).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>What calls in flight may need: it always passes, and a drain waits for it.</summary>
    private async Task ContinueAsync(HttpContext http, RequestDelegate mcp, PostedMessage message)
    {
        var exchange = new McpExchange(http, message, lifecycle.Calls.BeginContinuation(), time);
        await using var over = exchange.ConfigureAwait(false);
        await PassAsync(exchange, http, mcp).ConfigureAwait(false);
        // Only now: the SDK must hear of it first, since it cancels the handler; but it leaves the response of the call open.
        if (message.Cancels is { } key)
            open.Cancel(key);
    }

    /// <summary>A stream that lasts until somebody ends it: a drain does so at once.</summary>
    private async Task ListenAsync(HttpContext http, RequestDelegate mcp, PostedMessage message)
    {
        var exchange = new McpExchange(http, message, null, time);
        await using var over = exchange.ConfigureAwait(false);
        using var draining = lifecycle.Draining.UnsafeRegister(
            state => _ = ((McpExchange)state!).EndListenAsync(CallError.Draining(lifecycle.ExpectedDowntime)), exchange);
        await PassAsync(exchange, http, mcp).ConfigureAwait(false);
    }

    private async Task CallAsync(HttpContext http, RequestDelegate mcp, PostedMessage message)
    {
        var id = message.Ids is [var single] ? single : [];
        if (lifecycle.Phase == LifecyclePhase.Starting && !await HasStartedAsync(http).ConfigureAwait(false))
        {
            await RefuseAsync(http, id, CallError.WorkerUnavailable("the server is still starting", lifecycle.ExpectedDowntime)).ConfigureAwait(false);
            return;
        }
        if (message.Role == PostedRole.Listen || !lifecycle.Calls.TryBegin(out var counted))
        {
            lifecycle.QuietPeriod.Touch();
            await RefuseAsync(http, id, CallError.Draining(lifecycle.ExpectedDowntime)).ConfigureAwait(false);
            return;
        }
        var (place, refusal) = message.OpensSession && limits.Sessions.Refusal is { } full
            ? (null, full)
            : (limits.Places.TryEnter(), (CallError?)null);
        if (place is null && refusal is null)
            (place, refusal) = await WaitAsync(http, id).ConfigureAwait(false);
        if (place is null)
        {
            if (refusal is not null)
                await RefuseAsync(http, id, refusal).ConfigureAwait(false);
            counted.End(CallFate.Abandoned);
            return;
        }
        var exchange = new McpExchange(http, message, counted, time);
        await using var over = exchange.ConfigureAwait(false);
        exchange.Bound(place, limits.Options.CallTimeout);
        await PassAsync(exchange, http, mcp).ConfigureAwait(false);
    }

    /// <summary>
    /// False while the server was never ready: what calls need is not there yet, and another instance may have it. Balancers
    /// without health checks of their own send calls as soon as it listens.
    /// </summary>
    private async Task<bool> HasStartedAsync(HttpContext http)
    {
        try
        {
            await lifecycle.WhenNot(LifecyclePhase.Starting).WaitAsync(StartPatience, time, http.RequestAborted).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Waits for a place; nothing at all when the client has gone.</summary>
    private async Task<(RateLimitLease? Place, CallError? Refusal)> WaitAsync(HttpContext http, byte[] id)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifecycle.Cancelling);
        try
        {
            return await limits.Places.WaitAsync(giveUp.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return (null, http.RequestAborted.IsCancellationRequested ? null : CallError.Draining(lifecycle.ExpectedDowntime));
        }
    }

    private async Task PassAsync(McpExchange exchange, HttpContext http, RequestDelegate mcp)
    {
        McpExchange.Current = exchange;
        open.Add(exchange);
        try
        {
            await mcp(http).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (exchange.IsSettled)
        {
            // It has its answer, or nobody waits for one.
        }
        finally
        {
            if (exchange.Leave())
                open.Remove(exchange);
        }
        if (exchange.Refusal is { } refusal && !http.Response.HasStarted)
            await RefuseAsync(http, exchange.Message!.Ids is [var id] ? id : [], refusal).ConfigureAwait(false);
    }

    private Task RefuseAsync(HttpContext http, byte[] id, CallError error)
    {
        meter.Refused(error.Reason);
        return HttpAnswer.RefuseAsync(http, id, error);
    }
}

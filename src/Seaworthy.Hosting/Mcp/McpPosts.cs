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
        PostedMessage? message;
        try
        {
            message = Peek(http.Request, room) ?? await TakeAsync(http.Request, room).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            LastOnConnection.Say(http);
            await HttpAnswer.RefuseAsync(http, [], new ProtocolError(e.StatusCode, -32600, e.Message)).ConfigureAwait(false);
            return;
        }
        await (message?.Role switch
        {
            null => RefuseAsync(http, [], RequestRoom.Refusal),
            PostedRole.Continuation => ContinueAsync(http, mcp, message),
            PostedRole.Listen when !lifecycle.IsRefusing => ListenAsync(http, mcp, message),
            _ => CallAsync(http, mcp, message),
        }).ConfigureAwait(false);
    }

    /// <summary>Looks at a body that has come whole and in one piece, as nearly all do, and leaves it to the SDK; null for any other.</summary>
    private PostedMessage? Peek(HttpRequest request, RequestRoom room)
    {
        if (!request.BodyReader.TryRead(out var read))
            return null;
        try
        {
            return read is { IsCompleted: true, Buffer.IsSingleSegment: true } && read.Buffer.Length <= limits.Options.MaxBody && room.TryGrowTo(read.Buffer.Length)
                ? PostedMessage.Peek(read.Buffer.FirstSpan, request.Headers)
                : null;
        }
        finally
        {
            request.BodyReader.AdvanceTo(read.Buffer.Start);
        }
    }

    /// <summary>Reads a body and puts it back whole; null when there is no room for it.</summary>
    private async ValueTask<PostedMessage?> TakeAsync(HttpRequest request, RequestRoom room)
    {
        if (await RequestBody.ReadAsync(request, room, limits.Options.MaxBody).ConfigureAwait(false) is not { } body)
            return null;
        HeldBody.GiveTo(request, body);
        return PostedMessage.Read(body, request.Headers);
    }

    /// <summary>What calls in flight may need: it always passes, and a drain waits for it.</summary>
    private async Task ContinueAsync(HttpContext http, RequestDelegate mcp, PostedMessage message)
    {
        await PassAsync(new McpExchange(http, message, lifecycle.Calls.BeginContinuation(), time), http, mcp).ConfigureAwait(false);
        // Only now: the SDK must hear of it first, since it cancels the handler; but it leaves the response of the call open.
        if (message.Cancels is { } key)
            open.Cancel(key);
    }

    /// <summary>A stream that lasts until somebody ends it: a drain does so at once.</summary>
    private async Task ListenAsync(HttpContext http, RequestDelegate mcp, PostedMessage message)
    {
        var exchange = new McpExchange(http, message, null, time);
        using var draining = lifecycle.Draining.UnsafeRegister(
            state => _ = ((McpExchange)state!).EndListenAsync(CallError.Draining(lifecycle.ExpectedDowntime)), exchange);
        await PassAsync(exchange, http, mcp).ConfigureAwait(false);
    }

    private Task CallAsync(HttpContext http, RequestDelegate mcp, PostedMessage message)
    {
        if (lifecycle.Phase == LifecyclePhase.Starting)
            return CallWhenStartedAsync(http, mcp, message);
        if (message.Role == PostedRole.Listen || !lifecycle.Calls.TryBegin(out var counted))
        {
            lifecycle.QuietPeriod.Touch();
            return RefuseAsync(http, IdOf(message), CallError.Draining(lifecycle.ExpectedDowntime));
        }
        return !message.OpensSession && limits.Places.TryEnter() is { } place
            ? PassAsync(Held(http, message, counted, place), http, mcp)
            : QueueAsync(http, mcp, message, counted);
    }

    private async Task CallWhenStartedAsync(HttpContext http, RequestDelegate mcp, PostedMessage message) =>
        await (await HasStartedAsync(http).ConfigureAwait(false)
            ? CallAsync(http, mcp, message)
            : RefuseAsync(http, IdOf(message), CallError.WorkerUnavailable("the server is still starting", lifecycle.ExpectedDowntime))).ConfigureAwait(false);

    private async Task QueueAsync(HttpContext http, RequestDelegate mcp, PostedMessage message, InFlightCall counted)
    {
        var (place, refusal) = message.OpensSession && limits.Sessions.Refusal is { } full
            ? (null, full)
            : await WaitAsync(http).ConfigureAwait(false);
        if (place is not null)
        {
            await PassAsync(Held(http, message, counted, place), http, mcp).ConfigureAwait(false);
            return;
        }
        if (refusal is not null)
            await RefuseAsync(http, IdOf(message), refusal).ConfigureAwait(false);
        counted.End(CallFate.Abandoned);
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
    private async Task<(RateLimitLease? Place, CallError? Refusal)> WaitAsync(HttpContext http)
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

    /// <summary>A call that has its place.</summary>
    private McpExchange Held(HttpContext http, PostedMessage message, InFlightCall counted, RateLimitLease place)
    {
        var exchange = new McpExchange(http, message, counted, time);
        exchange.Bound(place, limits.Options.CallTimeout);
        return exchange;
    }

    private async Task PassAsync(McpExchange exchange, HttpContext http, RequestDelegate mcp)
    {
        await using var over = exchange.ConfigureAwait(false);
        exchange.IsAlone = open.HasServersAlone;
        if (!exchange.IsAlone)
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
        catch (OperationCanceledException) when (exchange.IsCancelled)
        {
            await exchange.FailAsync(CallError.Shutdown(lifecycle.Budget.Total)).ConfigureAwait(false);
        }
        finally
        {
            if (exchange.Leave())
                open.Remove(exchange);
        }
        if (exchange.Refusal is { } refusal && !http.Response.HasStarted)
            await RefuseAsync(http, IdOf(exchange.Message!), refusal).ConfigureAwait(false);
    }

    private static byte[] IdOf(PostedMessage message) => message.Ids is [var id] ? id : [];

    private Task RefuseAsync(HttpContext http, byte[] id, CallError error)
    {
        meter.Refused(error.Reason);
        return HttpAnswer.RefuseAsync(http, id, error);
    }
}

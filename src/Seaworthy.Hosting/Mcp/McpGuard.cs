using System.Globalization;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Http;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Mcp;

/// <summary>Stands around the SDK's MCP endpoints: who may come in, what is counted, what a drain ends.</summary>
internal sealed class McpGuard(McpDoor door, McpPosts posts, OpenExchanges open, LifecycleLoop lifecycle, TimeProvider time)
{
    /// <summary>How long a stream with answers of other requests gets to deliver the last one.</summary>
    private static readonly TimeSpan LastDelivery = TimeSpan.FromMilliseconds(100);

    /// <param name="http">The request.</param>
    /// <param name="mcp">The SDK's handler.</param>
    public Task HandleAsync(HttpContext http, RequestDelegate mcp)
    {
        if (AmbiguousLength.IsIn(http.Request))
            return AmbiguousLength.RefuseAsync(http);
        if (door.Stop(http) is { } refused)
            return refused;
        if (HttpMethods.IsPost(http.Request.Method))
            return posts.HandleAsync(http, mcp);
        return HttpMethods.IsGet(http.Request.Method) ? StreamAsync(http, mcp) : mcp(http);
    }

    private async Task StreamAsync(HttpContext http, RequestDelegate mcp)
    {
        var carriesAnswers = http.Request.Headers.ContainsKey("Last-Event-ID") || McpEndpoints.CarriesAnswers(http.GetEndpoint());
        if (lifecycle.IsRefusing && !carriesAnswers)
        {
            await RefuseStreamAsync(http).ConfigureAwait(false);
            return;
        }
        var exchange = new McpExchange(http, null, null, time);
        await using var over = exchange.ConfigureAwait(false);
        open.Add(exchange);
        using var draining = lifecycle.Draining.UnsafeRegister(_ => _ = EndAsync(exchange, carriesAnswers), null);
        try
        {
            await mcp(http).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (exchange.IsSettled)
        {
            // We ended it, or the client did.
        }
        finally
        {
            open.Remove(exchange);
        }
    }

    private async Task EndAsync(McpExchange exchange, bool carriesAnswers)
    {
        if (carriesAnswers)
        {
            await lifecycle.Calls.WhenEmpty().ConfigureAwait(false);
            await Task.Delay(LastDelivery, time).ConfigureAwait(false);
        }
        await exchange.SayAsync(Retry()).ConfigureAwait(false);
        exchange.EndStream();
    }

    /// <summary>Never 503: clients take that for the end and do not come back (TypeScript SDK, after two).</summary>
    private async Task RefuseStreamAsync(HttpContext http)
    {
        lifecycle.QuietPeriod.Touch();
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache,no-store";
        await http.Response.Body.WriteAsync(Retry(), http.RequestAborted).ConfigureAwait(false);
    }

    private byte[] Retry() =>
        System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"retry: {lifecycle.ExpectedDowntime.TotalMilliseconds:F0}\n\n"));
}

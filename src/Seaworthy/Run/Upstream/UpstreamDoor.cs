using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Bridge.Http;

namespace Seaworthy.Run.Upstream;

/// <summary>The first thing that a request meets: health is ours, everything else is the server's.</summary>
internal sealed class UpstreamDoor(UpstreamContext upstream, HostRules rules)
{
    private static readonly string[] OwnPaths =
        [HealthPaths.Health, HealthPaths.Live, HealthPaths.Ready, HealthPaths.Startup, HealthPaths.LiveAlias, HealthPaths.ReadyAlias];

    private readonly UpstreamEndpoint _endpoint = new(upstream);

    public Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        // The client's next request then opens a connection, which the load balancer sends to somebody who stays.
        if (upstream.Lifecycle.SaysClose)
            http.Response.Headers.Connection = "close";
        if (OwnPaths.Contains(http.Request.Path.Value?.TrimEnd('/'), StringComparer.OrdinalIgnoreCase))
            return next(http);
        if (rules.Refusal(http.Request) is { } refusal)
            return HttpAnswer.RefuseAsync(http, [], refusal);
        return upstream.Target.IsEndpoint(http.Request.Path) ? _endpoint.HandleAsync(http) : new Passage(upstream, http).OnceAsync();
    }
}

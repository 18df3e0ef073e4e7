using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Run.Upstream;

/// <summary>Where a request that was let in goes: health is ours, everything else is the server's.</summary>
internal sealed class UpstreamDoor(UpstreamContext upstream)
{
    private readonly UpstreamEndpoint _endpoint = new(upstream);

    public Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        if (HealthPaths.IsHealth(http.Request.Path.Value))
            return next(http);
        return upstream.Target.IsEndpoint(http.Request.Path) ? _endpoint.HandleAsync(http) : new Passage(upstream, http).OnceAsync();
    }
}

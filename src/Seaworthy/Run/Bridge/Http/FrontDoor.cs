using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>The first thing that a request meets: it goes to the MCP endpoint, to health, or back.</summary>
internal sealed class FrontDoor(PathString path, HostRules rules, McpEndpoint mcp, LifecycleLoop lifecycle)
{
    public Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        lifecycle.Doorway.Hear(http.Connection.Id);
        if (lifecycle.SaysClose)
        {
            // The client's next request then opens a connection, which the load balancer sends to somebody who stays.
            http.Response.Headers.Connection = "close";
        }
        if (http.Request.Path != path)
            return next(http);
        return rules.Refusal(http.Request) is { } refusal ? HttpAnswer.RefuseAsync(http, [], refusal) : mcp.HandleAsync(http);
    }
}

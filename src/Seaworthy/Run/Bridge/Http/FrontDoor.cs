using Microsoft.AspNetCore.Http;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>Where a request that was let in goes: to the MCP endpoint, or on to health.</summary>
internal sealed class FrontDoor(PathString path, McpEndpoint mcp)
{
    public Task HandleAsync(HttpContext http, RequestDelegate next) => http.Request.Path == path ? mcp.HandleAsync(http) : next(http);
}

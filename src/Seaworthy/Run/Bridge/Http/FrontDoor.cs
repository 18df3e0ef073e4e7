using Microsoft.AspNetCore.Http;
using Seaworthy.Run.Bridge.Sse;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>Where a request that was let in goes: to the MCP endpoint, or on to health.</summary>
internal sealed class FrontDoor(PathString path, McpEndpoint mcp, SseEndpoint? sse)
{
    public Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path == path)
            return mcp.HandleAsync(http);
        if (sse is not null && HttpMethods.IsGet(http.Request.Method) && http.Request.Path == SseEndpoint.StreamPath)
            return sse.OpenAsync(http);
        return sse is not null && HttpMethods.IsPost(http.Request.Method) && http.Request.Path == SseEndpoint.MessagePath
            ? sse.PostAsync(http)
            : next(http);
    }
}

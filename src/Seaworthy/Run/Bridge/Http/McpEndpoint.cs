using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Http;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>The one endpoint of Streamable HTTP.</summary>
internal sealed class McpEndpoint(PostEndpoint post, SessionEndpoint session)
{
    public Task HandleAsync(HttpContext http)
    {
        if (HttpMethods.IsPost(http.Request.Method))
            return post.HandleAsync(http);
        if (HttpMethods.IsGet(http.Request.Method))
            return session.GetAsync(http);
        if (HttpMethods.IsDelete(http.Request.Method))
            return session.DeleteAsync(http);
        http.Response.Headers.Allow = "GET, POST, DELETE";
        return HttpAnswer.RefuseAsync(http, [], new ProtocolError(405, -32600, $"{http.Request.Method} is not part of MCP; use POST, GET or DELETE"));
    }
}

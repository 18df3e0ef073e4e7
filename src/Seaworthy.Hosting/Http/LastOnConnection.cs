using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Seaworthy.Hosting.Http;

/// <summary>Asks the client to open another connection for its next request, which a load balancer sends to somebody who stays.</summary>
internal static class LastOnConnection
{
    /// <summary>
    /// <c>Connection: close</c> in HTTP/1. HTTP/2 forbids that header (RFC 9113, section 8.2.2) and has GOAWAY: streams that
    /// are open go on, and the connection ends with the last of them.
    /// </summary>
    public static void Say(HttpContext http)
    {
        if (HttpProtocol.IsHttp2(http.Request.Protocol))
            http.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        else
            http.Response.Headers.Connection = "close";
    }
}

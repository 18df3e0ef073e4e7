using System.Net;
using System.Text;

namespace Seaworthy.Run.Upstream;

/// <summary>Makes the HTTP client that a front needs: one that adds nothing, follows nothing and unpacks nothing.</summary>
internal static class UpstreamClient
{
    /// <summary>
    /// Servers close idle connections (uvicorn and Node after 5 s), and a POST that meets such a close is lost with an
    /// unknown outcome. A connection over loopback costs next to nothing, so it is closed from here, long before.
    /// </summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(5);

    public static HttpMessageInvoker Create() => new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        // Would replace the client's own traceparent.
        ActivityHeadersPropagator = null,
        ConnectTimeout = Connect,
        PooledConnectionIdleTimeout = Idle,
        // Bytes in, the same bytes out: together with the same encoding in Kestrel.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
    });
}

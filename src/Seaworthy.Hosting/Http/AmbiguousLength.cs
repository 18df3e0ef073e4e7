using Microsoft.AspNetCore.Http;

namespace Seaworthy.Hosting.Http;

/// <summary>
/// Refuses a request with both Transfer-Encoding and Content-Length: a proxy in front may have believed the other one, and
/// what is a body here may be the next request there (RFC 9112 section 6.1, request smuggling).
/// </summary>
internal static class AmbiguousLength
{
    /// <summary>Kestrel believes Transfer-Encoding and keeps the value that it did not believe under this name.</summary>
    private const string Overruled = "X-Content-Length";

    public static bool IsIn(HttpRequest request) =>
        request.Headers.TransferEncoding.Count > 0 && request.Headers.ContainsKey(Overruled);

    public static Task RefuseAsync(HttpContext http)
    {
        http.Response.Headers.Connection = "close";
        return HttpAnswer.RefuseAsync(http, [], new ProtocolError(400, -32600, "The request has both Transfer-Encoding and Content-Length"));
    }
}

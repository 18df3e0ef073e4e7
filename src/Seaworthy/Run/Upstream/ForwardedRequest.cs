using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Seaworthy.Run.Upstream;

/// <summary>Makes the request that the server gets of the one that a client sent.</summary>
internal static class ForwardedRequest
{
    /// <param name="http">The client's request.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="body">Its body, when it has been read; null passes it on as it comes.</param>
    public static HttpRequestMessage Create(HttpContext http, UpstreamTarget target, byte[]? body)
    {
        var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), target.Resolve(http.Request));
        if (body is not null)
            request.Content = new ByteArrayContent(body);
        else if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
            request.Content = new StreamedBody(http.Request.Body, http.Request.ContentLength);
        ForwardedHeaders.CopyTo(http.Request, request);
        return request;
    }
}

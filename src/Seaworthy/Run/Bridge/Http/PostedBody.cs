using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Http;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>Reads what a client posts, or refuses it.</summary>
internal static class PostedBody
{
    /// <summary>The body; null when the request has been refused.</summary>
    public static async ValueTask<byte[]?> ReadAsync(HttpContext http, RequestRoom room)
    {
        if (!MediaTypes.IsJson(http.Request.ContentType))
        {
            await HttpAnswer.RefuseAsync(http, [], new ProtocolError(415, -32600, $"Content-Type is '{http.Request.ContentType}'; it must be application/json")).ConfigureAwait(false);
            return null;
        }
        try
        {
            if (await RequestBody.ReadAsync(http.Request, room).ConfigureAwait(false) is { } body)
                return body;
            await HttpAnswer.RefuseAsync(http, [], RequestRoom.Refusal).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            LastOnConnection.Say(http);
            await HttpAnswer.RefuseAsync(http, [], new ProtocolError(e.StatusCode, -32600, e.Message)).ConfigureAwait(false);
        }
        return null;
    }
}

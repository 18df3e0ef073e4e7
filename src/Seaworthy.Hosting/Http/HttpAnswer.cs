using System.Globalization;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Http;

/// <summary>Writes whole HTTP answers.</summary>
internal static class HttpAnswer
{
    public static async Task WriteJsonAsync(HttpContext http, int status, ReadOnlyMemory<byte> json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        await Pace.WriteAsync(http.Response, json).ConfigureAwait(false);
    }

    /// <summary>A request that the specification says must be refused.</summary>
    public static Task RefuseAsync(HttpContext http, ReadOnlySpan<byte> id, ProtocolError error) =>
        WriteJsonAsync(http, error.HttpStatus, ErrorMessage.Write(id, error));

    /// <summary>A call that cannot be answered. What was not started is to go elsewhere: on another connection, in a while.</summary>
    public static Task RefuseAsync(HttpContext http, ReadOnlySpan<byte> id, CallError error) =>
        RefuseAsync(http, error, ErrorMessage.Write(id, error));

    /// <summary>The same for a body that has been written already.</summary>
    public static Task RefuseAsync(HttpContext http, CallError error, ReadOnlyMemory<byte> body)
    {
        if (error.Outcome == CallOutcome.NotStarted)
            LastOnConnection.Say(http);
        if (error is { HttpStatus: StatusCodes.Status503ServiceUnavailable, RetryAfter: { } wait })
            http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return WriteJsonAsync(http, error.HttpStatus, body);
    }

    /// <summary>Accepted, nothing to say.</summary>
    public static Task AcceptAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}

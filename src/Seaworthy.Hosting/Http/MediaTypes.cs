using Microsoft.AspNetCore.Http;

namespace Seaworthy.Hosting.Http;

/// <summary>Which of the two forms of an answer a client takes.</summary>
internal readonly record struct MediaTypes(bool Json, bool EventStream)
{
    /// <summary>Clients must list both (specification, "Sending Messages"); one alone, or a wildcard, is understood too.</summary>
    public static MediaTypes Of(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        if (accept.Length == 0 || accept.Contains("*/*", StringComparison.Ordinal))
            return new MediaTypes(true, true);
        return new MediaTypes(
            accept.Contains("application/json", StringComparison.OrdinalIgnoreCase) || accept.Contains("application/*", StringComparison.OrdinalIgnoreCase),
            accept.Contains("text/event-stream", StringComparison.OrdinalIgnoreCase) || accept.Contains("text/*", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a Content-Type is that of a message, with whatever parameters.</summary>
    public static bool IsJson(string? contentType) =>
        contentType is not null
        && contentType.AsSpan(0, contentType.IndexOf(';') is >= 0 and var end ? end : contentType.Length).Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
}

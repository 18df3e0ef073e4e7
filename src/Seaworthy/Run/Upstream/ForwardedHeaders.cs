using System.Collections.Frozen;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Seaworthy.Run.Upstream;

/// <summary>Which headers pass a front, and which it adds.</summary>
internal static class ForwardedHeaders
{
    /// <summary>About one connection, not about the message (RFC 9110, section 7.6.1).</summary>
    private static readonly FrozenSet<string> HopByHop = new[]
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "HTTP2-Settings",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Written for the next hop: its own name, its own length, and what Kestrel has already honoured.</summary>
    private static readonly FrozenSet<string> Rewritten = new[] { "Host", "Content-Length", "Expect" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Copies a client's headers. The body, if there is one, must be in place, because some belong to it.</summary>
    /// <remarks>Host becomes the server's own address, which is what servers that check it expect; the client's is in X-Forwarded-Host.</remarks>
    public static void CopyTo(HttpRequest from, HttpRequestMessage to)
    {
        var connection = from.Headers.Connection;
        foreach (var (name, values) in from.Headers)
        {
            // Starts with a colon: a pseudo header of HTTP/2.
            if (HopByHop.Contains(name) || Rewritten.Contains(name) || name.StartsWith(':') || IsNamed(connection, name))
                continue;
            if (!to.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                to.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
        Append(to.Headers, "X-Forwarded-For", from.HttpContext.Connection.RemoteIpAddress?.ToString());
        Append(to.Headers, "X-Forwarded-Proto", from.Scheme);
        Append(to.Headers, "X-Forwarded-Host", from.Host.Value);
    }

    /// <summary>Copies a server's status and headers.</summary>
    public static void CopyTo(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        var connection = from.Headers.NonValidated.TryGetValues("Connection", out var named) ? new StringValues([.. named]) : default;
        Copy(from.Headers.NonValidated, connection, to.Headers);
        Copy(from.Content.Headers.NonValidated, connection, to.Headers);
    }

    private static void Copy(HttpHeadersNonValidated from, StringValues connection, IHeaderDictionary to)
    {
        foreach (var (name, values) in from)
        {
            if (!HopByHop.Contains(name) && !IsNamed(connection, name))
                to[name] = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
        }
    }

    /// <summary>The first value is the farthest hop's, as the servers that read these headers expect.</summary>
    private static void Append(HttpRequestHeaders headers, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        var before = headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, before.Length > 0 ? $"{before}, {value}" : value);
    }

    private static bool IsNamed(StringValues connection, string name)
    {
        foreach (var value in connection)
        {
            if (value is not null && value.Split(',', StringSplitOptions.TrimEntries).Contains(name, StringComparer.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Seaworthy.Run.Upstream;

/// <summary>Where COMMAND serves, and which of our addresses that is.</summary>
/// <param name="Url">The URL of its MCP endpoint.</param>
/// <param name="OwnPath">Our path of the same endpoint.</param>
/// <param name="HealthPath">A path of it that answers 2xx when it is ready; null takes an open port for enough.</param>
/// <param name="MaxMessage">The longest message that is held until it is whole, in bytes.</param>
internal sealed record UpstreamTarget(Uri Url, string OwnPath, string? HealthPath, long MaxMessage)
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The variable by which most servers learn their port.</summary>
    public string Port => Url.Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same on another port.</summary>
    public UpstreamTarget OnPort(int port) => port == Url.Port ? this : this with { Url = new UriBuilder(Url) { Port = port }.Uri };

    /// <summary>
    /// Whether a path is the MCP endpoint, under our name for it or the server's. Case and a slash at the end do not
    /// matter, because they do not to Express: a call must not get past the drain as something else.
    /// </summary>
    public bool IsEndpoint(PathString path)
    {
        var trimmed = Trim(path.Value ?? "");
        return trimmed.Equals(Trim(OwnPath), StringComparison.OrdinalIgnoreCase)
            || trimmed.Equals(Trim(Url.AbsolutePath), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The server's address of what a request asks us for. Every path but our own passes byte for byte.</summary>
    public Uri Resolve(HttpRequest request)
    {
        if (request.Path == OwnPath)
            return At(Url.AbsolutePath + request.QueryString.Value);
        var raw = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        return At(raw is ['/', ..] ? raw : request.Path.ToUriComponent() + request.QueryString.ToUriComponent());
    }

    /// <summary>The server's address of a path.</summary>
    public Uri At(string pathAndQuery) => new(Url.GetLeftPart(UriPartial.Authority) + pathAndQuery, AsWritten);

    private static string Trim(string path) => path.TrimEnd('/');
}

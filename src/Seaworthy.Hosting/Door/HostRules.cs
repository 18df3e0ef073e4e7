using System.Net;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Http;

namespace Seaworthy.Hosting.Door;

/// <summary>
/// Which Host names and Origins are served. On loopback only loopback names are: a web page can make its own name
/// resolve to 127.0.0.1 and would reach the server from the user's browser (DNS rebinding).
/// </summary>
internal sealed class HostRules
{
    private readonly AllowedHost[]? _hosts;
    private readonly bool _loopbackOnly;
    private volatile string? _lastLoopback;
    private readonly string _served;
    private readonly IReadOnlyList<string> _origins;

    /// <param name="listen">Where the server listens, which decides when no hosts are given.</param>
    /// <param name="allowedHosts">Names with or without a port, and wildcards.</param>
    /// <param name="allowedOrigins">Origins as browsers write them, or one <c>*</c>.</param>
    public HostRules(Uri listen, IReadOnlyList<string>? allowedHosts, IReadOnlyList<string> allowedOrigins)
    {
        _hosts = allowedHosts?.Select(host => new AllowedHost(host)).ToArray();
        _loopbackOnly = _hosts is null && IsLoopback(listen.Host);
        _served = allowedHosts is null ? "localhost and loopback addresses" : string.Join(", ", allowedHosts);
        _origins = allowedOrigins;
        AcceptAnyOrigin = allowedOrigins is ["*"];
    }

    /// <summary>Whether every Host is accepted, of which the operator should know.</summary>
    public bool AcceptAnyHost => _hosts is null && !_loopbackOnly;

    /// <summary>Whether pages of every origin may call, of which the operator should know.</summary>
    public bool AcceptAnyOrigin { get; }

    /// <summary>Whether pages of another origin than the server's own may call at all.</summary>
    public bool HasAllowedOrigins => _origins.Count > 0;

    /// <summary>Whether the operator has allowed an origin.</summary>
    public bool AllowsOrigin(string origin) => AcceptAnyOrigin || _origins.Contains(origin, StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the request is refused; null when it is not.</summary>
    public ProtocolError? Refusal(HttpRequest request)
    {
        if (!Serves(request))
        {
            return new ProtocolError(StatusCodes.Status403Forbidden, -32600,
                $"Host '{request.Host.Value}' is not served here; served: {_served}. Set --allowed-hosts or SEAWORTHY_ALLOWED_HOSTS to the names under which clients reach this server.");
        }
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || IsOwn(request, origin) || AllowsOrigin(origin)
            ? null
            : new ProtocolError(StatusCodes.Status403Forbidden, -32600,
                $"Origin '{origin}' is not allowed. Set --allowed-origins or SEAWORTHY_ALLOWED_ORIGINS to the origins of the web pages that may call this server.");
    }

    private bool Serves(HttpRequest request)
    {
        if (_hosts is null)
            return !_loopbackOnly || IsLoopbackAgain(request.Host);
        foreach (var host in _hosts)
        {
            if (host.Matches(request.Host, request.Scheme))
                return true;
        }
        return false;
    }

    /// <summary>Nearly every request names the same Host as the one before.</summary>
    private bool IsLoopbackAgain(HostString host)
    {
        var known = _lastLoopback;
        if (known is not null && known == host.Value)
            return true;
        if (!IsLoopback(host.Host))
            return false;
        _lastLoopback = host.Value;
        return true;
    }

    /// <summary>Its own origin is known only where the Host is: elsewhere any name could be made to point here.</summary>
    private bool IsOwn(HttpRequest request, string origin)
    {
        if (AcceptAnyHost)
            return false;
        var host = request.Host;
        // A browser leaves the default port out of the Origin, but a client may write it in the Host.
        var authority = host.Port == (request.Scheme == "https" ? 443 : 80) ? host.Host : host.Value;
        return string.Equals(origin, $"{request.Scheme}://{authority}", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>An address cannot be rebound, so every loopback address is as good as the name.</summary>
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

using System.Net;
using Microsoft.AspNetCore.Http;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>
/// Which Host names and Origins are served. On loopback only loopback names are: a web page can make its own name
/// resolve to 127.0.0.1 and would reach the server from the user's browser (DNS rebinding).
/// </summary>
internal sealed class HostRules(Uri listen, IReadOnlyList<string>? allowedHosts, IReadOnlyList<string> allowedOrigins)
{
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    private readonly IReadOnlyList<string>? _names = allowedHosts ?? (IsLoopback(listen.Host) ? LoopbackNames : null);

    /// <summary>Whether every Host is accepted, of which the operator should know.</summary>
    public bool AcceptAnyHost => _names is null;

    /// <summary>Why the request is refused; null when it is not.</summary>
    public ProtocolError? Refusal(HttpRequest request)
    {
        if (_names is not null && !_names.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
        {
            return new ProtocolError(403, -32600,
                $"Host '{request.Host.Value}' is not served here; served are {string.Join(", ", _names)} (--allowed-hosts)");
        }
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || IsOwn(request, origin) || allowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            ? null
            : new ProtocolError(403, -32600, $"Origin '{origin}' is not allowed (--allowed-origins)");
    }

    /// <summary>Its own origin is known only where the Host is: elsewhere any name could be made to point here.</summary>
    private bool IsOwn(HttpRequest request, string origin) =>
        _names is not null && string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

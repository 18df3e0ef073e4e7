using Microsoft.AspNetCore.Http;

namespace Seaworthy.Hosting.Door;

/// <summary>A name that the Host header may have: <c>mcp.example.com</c>, <c>mcp.example.com:8443</c> or <c>*.example.com</c>.</summary>
internal sealed class AllowedHost
{
    private readonly string _name;
    private readonly bool _isWildcard;
    private readonly int? _port;

    /// <param name="text">As typed, validated by the option.</param>
    public AllowedHost(string text)
    {
        var host = new HostString(text);
        _isWildcard = text.StartsWith("*.", StringComparison.Ordinal);
        // With the dot: *.example.com is a.example.com, and neither example.com nor badexample.com.
        _name = _isWildcard ? host.Host[1..] : host.Host;
        _port = host.Port;
    }

    /// <summary>Whether a request names this host; without a port here, on any port.</summary>
    public bool Matches(HostString host, string scheme)
    {
        if (_port is { } port && port != (host.Port ?? (scheme == "https" ? 443 : 80)))
            return false;
        return _isWildcard
            ? host.Host.Length > _name.Length && host.Host.EndsWith(_name, StringComparison.OrdinalIgnoreCase)
            : host.Host.Equals(_name, StringComparison.OrdinalIgnoreCase);
    }
}

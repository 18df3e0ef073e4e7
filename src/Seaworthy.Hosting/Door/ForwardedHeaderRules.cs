using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Seaworthy.Hosting.Door;

/// <summary>
/// What proxies say about the client, believed only when a trusted proxy says it. Then the request looks as the client made
/// it: its address, scheme and Host. From anybody else those headers are removed, so that nothing behind us believes them.
/// </summary>
internal sealed class ForwardedHeaderRules
{
    private static readonly string[] FromTrustedOnly =
        ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Real-IP"];

    /// <summary>Not read here, so nobody has judged them. The last three are where the middleware keeps what it replaced.</summary>
    private static readonly string[] FromNobody =
        ["Forwarded", "X-Original-For", "X-Original-Proto", "X-Original-Host"];

    private readonly IReadOnlyList<IPNetwork> _trusted;
    private readonly RequestDelegate _next;
    private readonly ForwardedHeadersMiddleware _forwarded;

    public ForwardedHeaderRules(IReadOnlyList<IPNetwork> trusted, RequestDelegate next, ILoggerFactory logs)
    {
        (_trusted, _next) = (trusted, next);
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            // Through every trusted proxy, to the first address that is none.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in trusted)
            options.KnownIPNetworks.Add(network);
        _forwarded = new ForwardedHeadersMiddleware(next, logs, Options.Create(options));
    }

    public Task HandleAsync(HttpContext http)
    {
        Remove(http.Request.Headers, FromNobody);
        if (IsTrusted(http.Connection.RemoteIpAddress))
            return _forwarded.Invoke(http);
        Remove(http.Request.Headers, FromTrustedOnly);
        return _next(http);
    }

    private bool IsTrusted(IPAddress? address)
    {
        if (address is null || _trusted.Count == 0)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in _trusted)
        {
            if (network.Contains(plain))
                return true;
        }
        return false;
    }

    private static void Remove(IHeaderDictionary headers, string[] names)
    {
        foreach (var name in names)
            headers.Remove(name);
    }
}

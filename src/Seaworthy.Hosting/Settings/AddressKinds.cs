using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Settings;

/// <summary>The kinds of values that name places: addresses, paths, hosts, origins.</summary>
internal static class AddressKinds
{
    /// <summary>
    /// An address to listen at. Host names other than localhost are refused: Kestrel would take any of them for "every
    /// address of this machine".
    /// </summary>
    public static ValueKind<Uri> Listen { get; } = new("URL",
        "http:// or https:// with an IP address or localhost, and a port: http://127.0.0.1:3000, https://0.0.0.0:3000, http://[::]:3000", TryReadListen);

    /// <summary>An address to send a request to.</summary>
    public static ValueKind<Uri> Request { get; } = new("URL", "an http:// or https:// URL: http://127.0.0.1:3000 or https://127.0.0.1:3000/health/live",
        (string text, out Uri value) => TryReadHttp(text, out value) && value.Fragment.Length == 0);

    /// <summary>The same, or a path of the server that is meant when no address is given.</summary>
    public static ValueKind<Uri> RequestOrPath { get; } = new("URL|PATH", $"{Request.Accepted}, or a path of this server: {HealthPaths.Live}", TryReadRequestOrPath);

    /// <summary>An endpoint of a server on this machine, as a rule.</summary>
    public static ValueKind<Uri> Upstream { get; } = new("URL", "an http:// URL with the path of the MCP endpoint: http://127.0.0.1:3001/mcp",
        (string text, out Uri value) => TryReadHttp(text, out value) && value.Query.Length == 0 && value.Fragment.Length == 0);

    /// <summary>A path at another server.</summary>
    public static ValueKind<string> AnyPath { get; } = new("PATH", "a path that starts with /: /healthz", TryReadAnyPath);

    /// <summary>The path of an endpoint.</summary>
    public static ValueKind<string> Path { get; } = new("PATH",
        "a path that starts with /, does not end with one and is not a health endpoint: /mcp", TryReadPath);

    /// <summary>Host names.</summary>
    public static ValueKind<IReadOnlyList<string>> Hosts { get; } = new("LIST",
        "host names with commas between them, without scheme, with or without a port: mcp.example.com,localhost:3000,*.example.com", TryReadHosts);

    /// <summary>Origins.</summary>
    public static ValueKind<IReadOnlyList<string>> Origins { get; } = new("LIST",
        "origins with commas between them, each a scheme and a host: https://app.example.com,http://localhost:6274; or * for any", TryReadOrigins);

    /// <summary>Addresses of other machines.</summary>
    public static ValueKind<IReadOnlyList<IPNetwork>> Networks { get; } = new("LIST",
        "IP addresses and networks with commas between them: 10.0.0.0/8,192.168.1.5,fd00::/8", TryReadNetworks);

    private static bool TryReadHttp(string text, out Uri value)
    {
        value = null!;
        if (!TryReadPlace(text, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            return false;
        value = uri;
        return true;
    }

    private static bool TryReadRequestOrPath(string text, out Uri value)
    {
        if (!text.StartsWith('/'))
            return Request.TryRead(text, out value!);
        // Two slashes would begin a host.
        return Uri.TryCreate(text, UriKind.Relative, out value!) && !text.StartsWith("//", StringComparison.Ordinal) && !text.Contains('#', StringComparison.Ordinal);
    }

    private static bool TryReadListen(string text, out Uri value)
    {
        // Kestrel's way to say every address, in a form that a Uri can hold.
        var plain = text.StartsWith("http://*", StringComparison.OrdinalIgnoreCase) ? string.Concat("http://[::]", text.AsSpan(8))
            : text.StartsWith("https://*", StringComparison.OrdinalIgnoreCase) ? string.Concat("https://[::]", text.AsSpan(9))
            : text;
        return TryReadHttp(plain, out value) && value.PathAndQuery == "/" && value.Fragment.Length == 0
            && (value.IdnHost == "localhost" || IPAddress.TryParse(value.IdnHost, out _));
    }

    private static bool TryReadPath(string text, out string value)
    {
        value = text;
        if (!text.StartsWith('/') || (text.Length > 1 && text.EndsWith('/')) || text.Contains("//", StringComparison.Ordinal))
            return false;
        return text.All(c => char.IsAsciiLetterOrDigit(c) || "/-._~".Contains(c, StringComparison.Ordinal))
            && text is not (HealthPaths.Health or HealthPaths.LiveAlias or HealthPaths.ReadyAlias)
            && !text.StartsWith(HealthPaths.Health + "/", StringComparison.Ordinal);
    }

    private static bool TryReadAnyPath(string text, out string value)
    {
        value = text;
        return text.StartsWith('/') && text.All(c => c is > ' ' and < '\x7f' and not '#');
    }

    private static bool TryReadHosts(string text, out IReadOnlyList<string> value)
    {
        value = Split(text);
        return value.Count > 0 && value.All(IsHost);
    }

    private static bool IsHost(string text)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon > text.LastIndexOf(']');
        if (hasPort && !(ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0))
            return false;
        var name = hasPort ? text[..colon] : text;
        if (!Ascii.IsValid(name))
            return false;
        return name.StartsWith("*.", StringComparison.Ordinal)
            ? Uri.CheckHostName(name[2..]) == UriHostNameType.Dns
            // In a Host header an IPv6 address stands in brackets.
            : Uri.CheckHostName(name) != UriHostNameType.Unknown && (!name.Contains(':', StringComparison.Ordinal) || name.StartsWith('['));
    }

    private static bool TryReadNetworks(string text, out IReadOnlyList<IPNetwork> value)
    {
        var networks = new List<IPNetwork>();
        value = networks;
        foreach (var part in Split(text))
        {
            if (IPNetwork.TryParse(part, out var network))
                networks.Add(network);
            // "10" is an address to the parser, as it is to ping; here it is a slip of the hand.
            else if (IPAddress.TryParse(part, out var address) && (part.Contains(':', StringComparison.Ordinal) || part.Count(c => c == '.') == 3))
                networks.Add(new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32));
            else
                return false;
        }
        return networks.Count > 0;
    }

    private static bool TryReadOrigins(string text, out IReadOnlyList<string> value)
    {
        if (text.Trim() == "*")
        {
            value = ["*"];
            return true;
        }
        var origins = new List<string>();
        value = origins;
        foreach (var part in Split(text))
        {
            if (!TryReadPlace(part, out var uri) || uri.PathAndQuery is not ("/" or "") || uri.Fragment.Length > 0)
                return false;
            // As browsers write it in the Origin header: lower case, no default port, no slash at the end.
            origins.Add(uri.IsDefaultPort ? $"{uri.Scheme}://{uri.IdnHost}" : $"{uri.Scheme}://{uri.IdnHost}:{uri.Port}");
        }
        return origins.Count > 0;
    }

    private static bool TryReadPlace(string text, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(text, UriKind.Absolute, out uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private static string[] Split(string text) =>
        text.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

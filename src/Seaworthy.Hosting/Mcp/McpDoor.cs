using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Door;

namespace Seaworthy.Hosting.Mcp;

/// <summary>Who may come in to the MCP endpoints. The SDK checks neither Host nor Origin.</summary>
internal sealed class McpDoor(SeaworthyOptions options, IServer server, ILogger<Gate> log)
{
    private static readonly Uri Loopback = new("http://127.0.0.1");
    private static readonly Uri Anywhere = new("http://0.0.0.0");

    private Gate? _gate;

    /// <summary>The rules; where the server listens is known once it has started.</summary>
    public HostRules Rules => new(ListensOnLoopback() ? Loopback : Anywhere, options.AllowedHosts, options.AllowedOrigins);

    /// <summary>Answers a request that goes no further; null lets it in.</summary>
    public Task? Stop(HttpContext http) => (_gate ??= new Gate(Rules, log)).Stop(http);

    private bool ListensOnLoopback()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses;
        // A test server has none; whoever reaches that is in the same process.
        return addresses is { Count: > 0 } && addresses.All(address =>
            Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.IsLoopback || uri.HostNameType == UriHostNameType.Unknown));
    }
}

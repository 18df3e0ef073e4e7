using Microsoft.AspNetCore.Http;
using Seaworthy.Run.Bridge.Affinity;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Bridge.Sse;
using Seaworthy.Run.Isolation;

namespace Seaworthy.Run.Bridge;

/// <summary>Puts the HTTP side together.</summary>
internal static class BridgeDoor
{
    /// <param name="bridge">What every request works with.</param>
    /// <param name="path">The path of the MCP endpoint.</param>
    /// <param name="modern">Who serves clients without sessions.</param>
    /// <param name="servers">The sessions' own servers; null when they share them.</param>
    /// <param name="hasSse">Whether clients of 2024-11-05 are served.</param>
    public static FrontDoor Create(BridgeContext bridge, PathString path, ModernFront modern, SessionServers? servers, bool hasSse)
    {
        var (opener, desk) = (new SessionOpener(bridge, servers), new SessionDesk(bridge, new SharedSubscriptions(bridge)));
        var legacy = new LegacyFront(bridge, opener, desk);
        var endpoint = new McpEndpoint(
            new PostEndpoint(legacy, modern, bridge.Limits.Memory), new SessionEndpoint(bridge, legacy));
        return new FrontDoor(path, endpoint, hasSse ? new SseEndpoint(bridge, opener, desk) : null);
    }
}

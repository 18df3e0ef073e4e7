using System.Net;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Health;

/// <summary>Where a server is asked about its health, seen from its own container.</summary>
internal static class HealthUrl
{
    /// <summary>Asks for <c>/health</c> when no path is named, and loopback when the address means every address.</summary>
    public static Uri Complete(Uri url)
    {
        var complete = new UriBuilder(url);
        if (url.PathAndQuery == "/")
            complete.Path = HealthPaths.Health;
        if (IPAddress.TryParse(url.IdnHost, out var address))
        {
            if (address.Equals(IPAddress.Any))
                complete.Host = "127.0.0.1";
            else if (address.Equals(IPAddress.IPv6Any))
                complete.Host = "[::1]";
        }
        return complete.Uri;
    }
}

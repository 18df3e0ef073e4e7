using System.Net;
using Seaworthy.Commands.Options;
using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Commands.Health;

/// <summary>Where the server of this container is asked about its health.</summary>
internal static class HealthTarget
{
    /// <summary>Follows the server's variables, <c>SEAWORTHY_LISTEN</c> and <c>PORT</c>; bad values add to <paramref name="errors"/>.</summary>
    public static Uri Default(VerbCall call, List<string> errors)
    {
        var (port, portError) = DefaultListen.ReadPort(call.Facts);
        if (OptionReader.Find(HealthCatalogue.Listen, call) is not var (source, value))
        {
            if (portError is not null)
                errors.Add(portError);
            return Complete(DefaultListen.At(call.Facts, port));
        }
        if (AddressKinds.Listen.TryRead(value, out var listen))
            return Complete(listen);
        errors.Add(UsageText.NotAccepted(source, value, AddressKinds.Listen.Accepted));
        return Complete(DefaultListen.At(call.Facts, port));
    }

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

using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Text.Json;

namespace Seaworthy.Trial.Targets;

/// <summary>Where a container is reached.</summary>
internal static class ContainerAddress
{
    /// <summary>
    /// Its own address where this machine is in its network: the engine's proxy before a published port accepts what the server refuses, and hides
    /// how things end. Elsewhere (rootless, another machine) the published port.
    /// </summary>
    public static IPEndPoint Find(JsonElement network, int port)
    {
        foreach (var (address, prefix) in Addresses(network))
        {
            if (IsNear(address, prefix))
                return new IPEndPoint(address, port);
        }
        var published = network.GetProperty("Ports").GetProperty(string.Create(CultureInfo.InvariantCulture, $"{port}/tcp"))[0].GetProperty("HostPort");
        return new IPEndPoint(IPAddress.Loopback, int.Parse(published.GetString()!, CultureInfo.InvariantCulture));
    }

    private static IEnumerable<(IPAddress Address, int Prefix)> Addresses(JsonElement network)
    {
        if (!network.TryGetProperty("Networks", out var networks) || networks.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var entry in networks.EnumerateObject())
        {
            if (entry.Value.TryGetProperty("IPAddress", out var text) && IPAddress.TryParse(text.GetString(), out var address))
                yield return (address, entry.Value.TryGetProperty("IPPrefixLen", out var prefix) ? prefix.GetInt32() : 32);
        }
    }

    private static bool IsNear(IPAddress address, int prefix)
    {
        var network = new IPNetwork(Masked(address, prefix), prefix);
        return NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Any(own => own.Address.AddressFamily == address.AddressFamily && network.Contains(own.Address));
    }

    private static IPAddress Masked(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}

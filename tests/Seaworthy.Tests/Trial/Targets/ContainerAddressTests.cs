using System.Net;
using System.Text.Json;
using Seaworthy.Trial.Targets;

namespace Seaworthy.Tests.Trial.Targets;

public class ContainerAddressTests
{
    private const string Ports = """ "Ports":{"3000/tcp":[{"HostIp":"127.0.0.1","HostPort":"49153"}]} """;

    [Fact]
    public void A_network_that_this_machine_is_in_is_used_directly() =>
        Assert.Equal(new IPEndPoint(IPAddress.Parse("127.3.2.1"), 3000), Find("""{"bridge":{"IPAddress":"127.3.2.1","IPPrefixLen":8}}"""));

    [Theory]
    [InlineData("""{"bridge":{"IPAddress":"203.0.113.7","IPPrefixLen":24}}""")]
    [InlineData("""{"pasta":{"IPAddress":"","IPPrefixLen":0}}""")]
    [InlineData("null")]
    public void Elsewhere_the_published_port_is_used(string networks) =>
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 49153), Find(networks));

    private static IPEndPoint Find(string networks)
    {
        using var document = JsonDocument.Parse($$$"""{"Networks":{{{networks}}},{{{Ports}}}}""");
        return ContainerAddress.Find(document.RootElement, 3000);
    }
}

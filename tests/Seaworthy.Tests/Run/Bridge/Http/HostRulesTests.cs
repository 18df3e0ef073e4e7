using Microsoft.AspNetCore.Http;
using Seaworthy.Run.Bridge.Http;

namespace Seaworthy.Tests.Run.Bridge.Http;

public class HostRulesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:3000", "127.0.0.1:3000", true)]
    [InlineData("http://127.0.0.1:3000", "localhost", true)]
    [InlineData("http://127.0.0.1:3000", "LOCALHOST:1", true)]
    [InlineData("http://localhost:3000", "[::1]:3000", true)]
    [InlineData("http://[::1]:3000", "localhost", true)]
    [InlineData("http://127.0.0.1:3000", "evil.example", false)]
    [InlineData("http://127.0.0.1:3000", "localhost.evil.example", false)]
    [InlineData("http://127.0.0.1:3000", "", false)]
    [InlineData("http://0.0.0.0:3000", "evil.example", true)]
    public void On_loopback_only_loopback_names_are_served(string listen, string host, bool isServed) =>
        Assert.Equal(isServed, Refusal(new HostRules(new Uri(listen), null, []), host) is null);

    [Theory]
    [InlineData("mcp.example", true)]
    [InlineData("MCP.example:8080", true)]
    [InlineData("localhost", false)]
    [InlineData("xmcp.example", false)]
    public void Allowed_hosts_are_all_that_is_served(string host, bool isServed) =>
        Assert.Equal(isServed, Refusal(new HostRules(new Uri("http://127.0.0.1"), ["mcp.example"], []), host) is null);

    [Theory]
    [InlineData(null, true)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("http://localhost:4000", false)]
    [InlineData("https://localhost:3000", false)]
    [InlineData("https://app.example", true)]
    [InlineData("https://app.example.evil.example", false)]
    [InlineData("null", false)]
    [InlineData("https://app.example, https://app.example", false)]
    public void An_origin_is_the_own_one_or_allowed(string? origin, bool isServed) =>
        Assert.Equal(isServed, Refusal(new HostRules(new Uri("http://127.0.0.1:3000"), null, ["https://app.example"]), "localhost:3000", origin) is null);

    [Fact]
    public void Where_any_host_is_served_no_origin_is_the_own_one()
    {
        var rules = new HostRules(new Uri("http://0.0.0.0:3000"), null, []);

        Assert.True(rules.AcceptAnyHost);
        Assert.Equal(403, Refusal(rules, "evil.example", "http://evil.example")!.HttpStatus);
    }

    private static ProtocolError? Refusal(HostRules rules, string host, string? origin = null)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("http", new HostString(host));
        if (origin is not null)
            request.Headers.Origin = origin;
        return rules.Refusal(request);
    }
}

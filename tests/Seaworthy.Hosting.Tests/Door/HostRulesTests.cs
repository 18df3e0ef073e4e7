using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Door;

namespace Seaworthy.Hosting.Tests.Door;

public class HostRulesTests
{
    private const string Loopback = "http://127.0.0.1:3000";
    private const string Outside = "http://0.0.0.0:3000";

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:3000", true)]
    [InlineData("127.0.0.1:9", true)]
    [InlineData("127.8.8.8", true)]
    [InlineData("[::1]:3000", true)]
    [InlineData("rebound.example:3000", false)]
    [InlineData("localhost.example", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("", false)]
    public void On_loopback_only_loopback_names_are_served(string host, bool served)
    {
        foreach (var listen in (string[])[Loopback, "http://localhost:3000", "https://[::1]:3000"])
            Assert.Equal(served, Refusal(new(new Uri(listen), null, []), host) is null);
    }

    [Fact]
    public void Elsewhere_any_host_is_served_and_that_is_known()
    {
        var rules = new HostRules(new Uri(Outside), null, []);

        Assert.True(rules.AcceptAnyHost);
        Assert.Null(Refusal(rules, "anything.example"));
        Assert.False(new HostRules(new Uri(Loopback), null, []).AcceptAnyHost);
        Assert.False(new HostRules(new Uri(Outside), ["mcp.example.com"], []).AcceptAnyHost);
    }

    [Theory]
    [InlineData("mcp.example.com", "mcp.example.com", true)]
    [InlineData("mcp.example.com", "MCP.example.com:8443", true)]
    [InlineData("mcp.example.com", "a.mcp.example.com", false)]
    [InlineData("mcp.example.com", "localhost", false)]
    [InlineData("mcp.example.com:8443", "mcp.example.com:8443", true)]
    [InlineData("mcp.example.com:8443", "mcp.example.com", false)]
    [InlineData("mcp.example.com:80", "mcp.example.com", true)]
    [InlineData("mcp.example.com:443", "mcp.example.com", false)]
    [InlineData("*.example.com", "a.example.com:99", true)]
    [InlineData("*.example.com", "a.b.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.example.com", ".example.com", false)]
    [InlineData("*.example.com", "badexample.com", false)]
    [InlineData("[::1]:80", "[::1]", true)]
    public void Allowed_hosts_are_the_only_ones(string allowed, string host, bool served)
    {
        foreach (var listen in (string[])[Loopback, Outside])
            Assert.Equal(served, Refusal(new(new Uri(listen), [allowed], []), host) is null);
    }

    [Theory]
    [InlineData("http://localhost:3000", true)]
    [InlineData("HTTP://LOCALHOST:3000", true)]
    [InlineData("https://localhost:3000", false)]
    [InlineData("http://localhost", false)]
    [InlineData("http://127.0.0.1:3000", false)]
    [InlineData("http://evil.example", false)]
    [InlineData("null", false)]
    public void Its_own_origin_is_welcome(string origin, bool allowed) =>
        Assert.Equal(allowed, Refusal(new(new Uri(Loopback), null, []), "localhost:3000", origin) is null);

    [Fact]
    public void A_default_port_that_is_written_is_still_its_own_origin() =>
        Assert.Null(Refusal(new(new Uri("http://127.0.0.1:80"), null, []), "localhost:80", "http://localhost"));

    [Fact]
    public void Where_any_host_is_served_no_origin_is_its_own() =>
        Assert.Contains("Origin 'http://rebound.example' is not allowed. Set --allowed-origins or SEAWORTHY_ALLOWED_ORIGINS",
            Refusal(new(new Uri(Outside), null, []), "rebound.example", "http://rebound.example"));

    [Theory]
    [InlineData("https://app.example.com", true)]
    [InlineData("https://app.example.com:8443", false)]
    [InlineData("http://app.example.com", false)]
    [InlineData("https://app.example.com.evil.example", false)]
    public void Allowed_origins_are_compared_whole(string origin, bool allowed) =>
        Assert.Equal(allowed, Refusal(new(new Uri(Outside), null, ["https://app.example.com"]), "x", origin) is null);

    [Fact]
    public void A_star_allows_every_origin_and_that_is_known()
    {
        var rules = new HostRules(new Uri(Outside), null, ["*"]);

        Assert.Null(Refusal(rules, "x", "https://any.example"));
        Assert.Null(Refusal(rules, "x", "null"));
        Assert.True(rules.AcceptAnyOrigin);
    }

    [Fact]
    public void A_refusal_names_the_value_and_the_option()
    {
        var rules = new HostRules(new Uri(Outside), ["a.example", "*.b.example"], []);

        Assert.Equal("Host 'c.example' is not served here; served: a.example, *.b.example. Set --allowed-hosts or SEAWORTHY_ALLOWED_HOSTS to the names under which clients reach this server.",
            Refusal(rules, "c.example"));
    }

    private static string? Refusal(HostRules rules, string host, string? origin = null)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("http", new HostString(host));
        if (origin is not null)
            request.Headers.Origin = origin;
        return rules.Refusal(request)?.Message;
    }
}

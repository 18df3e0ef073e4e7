using System.Net;

namespace Seaworthy.Hosting.Tests.Door;

public class ForwardedHeaderRulesTests
{
    private static readonly (string Name, string Value)[] Claims =
    [
        ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "mcp.example.com"), ("X-Real-IP", "203.0.113.7"),
        ("Forwarded", "for=203.0.113.7;host=mcp.example.com"),
    ];

    [Fact]
    public async Task A_trusted_proxy_is_believed()
    {
        await using var server = await DoorServer.StartAsync(["mcp.example.com"], null, "127.0.0.0/8");

        Assert.Equal("203.0.113.7 https://mcp.example.com X-Real-IP", await server.SeenAsync(Claims));
    }

    [Theory]
    [InlineData]
    [InlineData("10.0.0.0/8", "127.0.0.2/32", "::1/128")]
    public async Task Nobody_else_is_and_nothing_behind_us_sees_the_claims(params string[] trusted)
    {
        await using var server = await DoorServer.StartAsync(null, null, trusted);

        Assert.Equal($"127.0.0.1 {server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)}", await server.SeenAsync(Claims));
    }

    [Fact]
    public async Task The_client_is_the_last_address_that_is_no_trusted_proxy()
    {
        await using var server = await DoorServer.StartAsync(null, null, "127.0.0.0/8", "10.0.0.0/8");

        Assert.StartsWith("203.0.113.7 ", await server.SeenAsync(("X-Forwarded-For", "198.51.100.1, 203.0.113.7, 10.1.1.1")));
    }

    [Fact]
    public async Task The_Host_that_a_trusted_proxy_names_is_the_one_that_is_judged()
    {
        await using var server = await DoorServer.StartAsync(["mcp.example.com"], null, "127.0.0.1/32");

        using var named = await server.SendAsync("GET", ("X-Forwarded-Host", "mcp.example.com"));
        using var other = await server.SendAsync("GET", ("Host", "mcp.example.com"), ("X-Forwarded-Host", "evil.example"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (named.StatusCode, other.StatusCode));
    }

    [Fact]
    public async Task Behind_TLS_of_a_trusted_proxy_the_own_origin_is_https()
    {
        await using var server = await DoorServer.StartAsync(["mcp.example.com"], null, "127.0.0.1/32");
        (string, string)[] page = [("Host", "mcp.example.com"), ("Origin", "https://mcp.example.com")];

        using var behind = await server.SendAsync("GET", [.. page, ("X-Forwarded-Proto", "https")]);
        using var without = await server.SendAsync("GET", page);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (behind.StatusCode, without.StatusCode));
    }
}

using System.Net;

namespace Seaworthy.Hosting.Tests.Door;

public class CrossOriginTests
{
    private const string App = "https://app.example.com";

    [Fact]
    public async Task A_preflight_of_an_allowed_origin_is_answered_with_what_MCP_needs()
    {
        await using var server = await DoorServer.StartAsync(origins: [App]);

        using var answer = await server.SendAsync("OPTIONS", ("Origin", App), ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "authorization,content-type,mcp-param-city,mcp-param-b%0d,x-other"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(App, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal("GET, POST, DELETE", Header(answer, "Access-Control-Allow-Methods"));
        Assert.Equal("Content-Type, Accept, Authorization, Mcp-Session-Id, MCP-Protocol-Version, Last-Event-ID, Mcp-Method, Mcp-Name, mcp-param-city",
            Header(answer, "Access-Control-Allow-Headers"));
        Assert.Equal("7200", Header(answer, "Access-Control-Max-Age"));
        Assert.Equal("Access-Control-Request-Headers, Origin", Header(answer, "Vary"));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    public async Task A_preflight_of_another_origin_is_refused_and_tells_it_nothing(string origin)
    {
        await using var server = await DoorServer.StartAsync(origins: [App]);

        using var answer = await server.SendAsync("OPTIONS", ("Origin", origin), ("Access-Control-Request-Method", "POST"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_may_read_answers_and_the_headers_that_clients_need()
    {
        await using var server = await DoorServer.StartAsync(origins: [App]);

        using var answer = await server.SendAsync("POST", ("Origin", App));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(App, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal("Mcp-Session-Id, WWW-Authenticate, Retry-After", Header(answer, "Access-Control-Expose-Headers"));
        Assert.Equal("Origin", Header(answer, "Vary"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Refusals_are_readable_too()
    {
        await using var server = await DoorServer.StartAsync(["mcp.example.com"], [App]);

        using var answer = await server.SendAsync("POST", ("Origin", App), ("Host", "other.example"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(App, Header(answer, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Any_origin_is_a_star_and_never_with_credentials()
    {
        await using var server = await DoorServer.StartAsync(origins: ["*"]);

        using var answer = await server.SendAsync("POST", ("Origin", "null"));

        Assert.Equal("*", Header(answer, "Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Answers_to_others_may_not_be_given_to_a_page_by_a_cache()
    {
        await using var server = await DoorServer.StartAsync(origins: [App]);

        using var answer = await server.SendAsync("GET");

        Assert.Equal("Origin", Header(answer, "Vary"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task OPTIONS_that_is_no_preflight_goes_on()
    {
        await using var server = await DoorServer.StartAsync(origins: [App]);

        using var answer = await server.SendAsync("OPTIONS", ("Origin", App));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}

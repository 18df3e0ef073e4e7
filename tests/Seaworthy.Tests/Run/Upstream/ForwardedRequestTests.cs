using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Seaworthy.Run.Upstream;

namespace Seaworthy.Tests.Run.Upstream;

public class ForwardedRequestTests
{
    private static readonly UpstreamTarget Target = new(new Uri("http://127.0.0.1:3001/inner"), "/mcp", null, 1 << 20);

    [Theory]
    [InlineData("/mcp", "/mcp", "/inner")]
    [InlineData("/mcp", "/mcp?a=%41", "/inner?a=%41")]
    [InlineData("/.well-known/x", "/.well-known/x?y=1", "/.well-known/x?y=1")]
    [InlineData("/a b", "/a%20b/%2e%2e/%41", "/a%20b/%2e%2e/%41")]
    public void Our_path_becomes_the_servers_and_every_other_one_passes_byte_for_byte(string path, string raw, string expected)
    {
        using var request = ForwardedRequest.Create(Request(path, raw), Target, null);
        Assert.Equal("http://127.0.0.1:3001" + expected, request.RequestUri!.ToString());
        Assert.Equal(expected, request.RequestUri.PathAndQuery);
    }

    [Theory]
    [InlineData("/mcp", true)]
    [InlineData("/MCP/", true)]
    [InlineData("/inner", true)]
    [InlineData("/inner/more", false)]
    [InlineData("/", false)]
    public void The_endpoint_is_known_under_both_names(string path, bool expected) => Assert.Equal(expected, Target.IsEndpoint(path));

    [Fact]
    public void Hop_by_hop_headers_stay_here_and_the_rest_passes()
    {
        var http = Request("/mcp", "/mcp");
        http.Request.Headers.Connection = "keep-alive, X-Named";
        http.Request.Headers["X-Named"] = "gone";
        http.Request.Headers.TE = "trailers";
        http.Request.Headers.Expect = "100-continue";
        http.Request.Headers.Authorization = "Bearer x";
        http.Request.Headers["Mcp-Session-Id"] = "s";
        http.Request.ContentType = "application/json; charset=utf-8";
        using var request = ForwardedRequest.Create(http, Target, "{}"u8.ToArray());
        var names = request.Headers.NonValidated.Select(header => header.Key).Order(StringComparer.Ordinal);
        Assert.Equal(["Authorization", "Mcp-Session-Id", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"], names);
        Assert.Equal("application/json; charset=utf-8", request.Content!.Headers.NonValidated["Content-Type"].ToString());
    }

    [Fact]
    public void Forwarded_headers_are_appended_with_the_farthest_hop_first()
    {
        var http = Request("/mcp", "/mcp");
        http.Request.Headers["X-Forwarded-For"] = "1.2.3.4";
        http.Request.Headers["X-Forwarded-Proto"] = "https";
        http.Request.Headers["X-Forwarded-Host"] = "mcp.example.com";
        using var request = ForwardedRequest.Create(http, Target, null);
        Assert.Equal("1.2.3.4, 10.0.0.1", request.Headers.NonValidated["X-Forwarded-For"].ToString());
        Assert.Equal("https, http", request.Headers.NonValidated["X-Forwarded-Proto"].ToString());
        Assert.Equal("mcp.example.com, front:3000", request.Headers.NonValidated["X-Forwarded-Host"].ToString());
    }

    [Fact]
    public void A_response_keeps_everything_but_what_is_about_its_connection()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new ByteArrayContent("who"u8.ToArray()) };
        response.Headers.TryAddWithoutValidation("Connection", "close, x-hop");
        response.Headers.TryAddWithoutValidation("X-Hop", "gone");
        response.Headers.TryAddWithoutValidation("Keep-Alive", "timeout=5");
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", "Bearer resource_metadata=\"x\"");
        response.Headers.TryAddWithoutValidation("Set-Cookie", ["a=1; expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"]);
        response.Content.Headers.ContentLength = 3;
        var http = Request("/", "/");
        ForwardedHeaders.CopyTo(response, http.Response);
        Assert.Equal(401, http.Response.StatusCode);
        Assert.Equal(["Content-Length", "Set-Cookie", "WWW-Authenticate"], http.Response.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Bearer resource_metadata=\"x\"", http.Response.Headers.WWWAuthenticate.ToString());
        Assert.Equal(2, http.Response.Headers.SetCookie.Count);
    }

    private static DefaultHttpContext Request(string path, string raw)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("10.0.0.1") } };
        http.Request.Method = "POST";
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("front:3000");
        http.Request.Path = path;
        http.Request.QueryString = raw.Contains('?', StringComparison.Ordinal) ? new QueryString(raw[raw.IndexOf('?', StringComparison.Ordinal)..]) : default;
        http.Features.Get<IHttpRequestFeature>()!.RawTarget = raw;
        return http;
    }
}

using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Seaworthy.Hosting.Door;

namespace Seaworthy.Hosting.Tests.Door;

/// <summary>Real Kestrel with the rules of the door; behind them a page that says what the request looks like.</summary>
internal sealed class DoorServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DoorServer(WebApplication app) => _app = app;

    public HttpClient Client { get; } = new();

    public static async Task<DoorServer> StartAsync(string[]? hosts = null, string[]? origins = null, params string[] trusted)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var gate = new Gate(new HostRules(new Uri("http://127.0.0.1"), hosts, origins ?? []), NullLogger<Gate>.Instance);
        app.Use(next => new ForwardedHeaderRules([.. trusted.Select(text => IPNetwork.Parse(text))], next, NullLoggerFactory.Instance).HandleAsync);
        app.Use(next => http => gate.Stop(http) ?? next(http));
        app.Run(EchoAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var server = new DoorServer(app);
        server.Client.BaseAddress = new Uri(app.Urls.Single());
        return server;
    }

    public async Task<HttpResponseMessage> SendAsync(string method, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/mcp");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>What stands behind the rules sees.</summary>
    public async Task<string> SeenAsync(params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync("GET", headers);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static Task EchoAsync(HttpContext http)
    {
        // As an application behind an upstream mode does that knows CORS itself.
        http.Response.Headers.AccessControlAllowOrigin = "https://its.own.example";
        http.Response.Headers.AccessControlAllowCredentials = "true";
        var left = http.Request.Headers.Where(header => header.Key is "Forwarded" or "X-Real-IP" || header.Key.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase));
        return http.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture,
            $"{http.Connection.RemoteIpAddress} {http.Request.Scheme}://{http.Request.Host} {string.Join(' ', left.Select(header => header.Key))}").TrimEnd());
    }
}

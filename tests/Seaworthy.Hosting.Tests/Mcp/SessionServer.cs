using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Tests.Mcp;

/// <summary>A server with sessions in this process, and one client with a session.</summary>
internal sealed class SessionServer : IAsyncDisposable
{
    /// <summary>A machine that runs container tests beside it may not come to a call for many seconds.</summary>
    private static readonly TimeSpan LongWhile = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private HttpClient? _client;

    private SessionServer(WebApplication app) => _app = app;

    private HttpClient Client => _client ??= _app.GetTestClient();

    /// <summary>Completes when the tool <c>hold</c> begins.</summary>
    public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends the tool <c>hold</c>.</summary>
    public TaskCompletionSource Ends { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the tool <c>hold</c> is cancelled, which it does not heed.</summary>
    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SessionServer> StartAsync(bool perSession, Action<SeaworthyOptions> configure)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.AddSeaworthy(configure);
        SessionServer? self = null;
#pragma warning disable MCP9006 // Servers of older clients have it.
        builder.Services.AddMcpServer()
            .WithHttpTransport(options => (options.SessionMode, options.PerSessionExecutionContext) = (HttpServerSessionMode.Stateful, perSession))
#pragma warning restore MCP9006
            .WithTools([McpServerTool.Create((CancellationToken cancellation) => self!.HoldAsync(cancellation), new McpServerToolCreateOptions { Name = "hold" })]);
        var app = builder.Build();
        app.MapMcp("/mcp");
        self = new SessionServer(app);
        await app.StartAsync(Cancellation);
        var lifecycle = app.Services.GetRequiredService<LifecycleLoop>();
        while (lifecycle.Phase is LifecyclePhase.Starting)
            await lifecycle.WhenNot(LifecyclePhase.Starting).WaitAsync(Cancellation);
        using var opened = await self.PostAsync(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
        await opened.Content.ReadAsStringAsync(Cancellation);
        self.Client.DefaultRequestHeaders.Add("Mcp-Session-Id", opened.Headers.GetValues("Mcp-Session-Id"));
        return self;
    }

    /// <summary>The text of the answer; fails when none comes for a long while.</summary>
    public async Task<(HttpStatusCode Status, string Body)> CallAsync(int id, string tool)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        guard.CancelAfter(LongWhile);
        using var answer = await PostAsync(Call(id, tool), guard.Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(guard.Token));
    }

    /// <summary>Calls <c>hold</c> and leaves as soon as it has begun.</summary>
    public async Task CallAndLeaveAsync(int id)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var call = PostAsync(Call(id, "hold"), leave.Token);
        await Began.Task.WaitAsync(LongWhile, Cancellation);
        using (await call)
            await leave.CancelAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Ends.TrySetResult();
        _client?.Dispose();
        await _app.DisposeAsync();
    }

    private static string Call(int id, string tool) =>
        $$$$"""{"jsonrpc":"2.0","id":{{{{id}}}},"method":"tools/call","params":{"name":"{{{{tool}}}}","arguments":{}}}""";

    private async Task<string> HoldAsync(CancellationToken cancellation)
    {
        using var cancelled = cancellation.Register(() => Cancelled.TrySetResult());
        Began.TrySetResult();
        await Ends.Task;
        return "held";
    }

    private async Task<HttpResponseMessage> PostAsync(string message, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }
}

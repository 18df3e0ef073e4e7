using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Limits;
using Seaworthy.Run.Bridge;
using Seaworthy.Run.Bridge.Affinity;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Modern;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Bridge.Streams;
using Seaworthy.Run.Supervision;
using Seaworthy.Tests.Run.Bridge.Calls;
using Seaworthy.Tests.Run.Supervision;

namespace Seaworthy.Tests.Run.Bridge.Fuzz;

/// <summary>The bridge without sockets, fast enough for a hundred thousand requests; its worker is on the other end of two pipes.</summary>
internal sealed class MemoryBridge : IAsyncDisposable
{
    private readonly CancellationTokenSource _aborted = new();
    private readonly ServiceProvider _services;
    private readonly McpEndpoint _endpoint;
    private readonly LifecycleLoop _lifecycle;
    private readonly SessionTable _sessions;
    private readonly Task<int> _running;
    private StdioWorker _entry = null!;

    private MemoryBridge()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(Time).BuildServiceProvider();
        _lifecycle = new LifecycleLoop(ShutdownBudget.Default, Calls, [], Time, NullLogger<LifecycleLoop>.Instance);
        _running = _lifecycle.RunAsync(_aborted.Token);
        _sessions = new SessionTable(100, TimeSpan.FromHours(1), Time, new EventStore(new MemoryBudget(1 << 20)), null);
        var tools = new ToolCatalogue(TimeProvider.System);
        Hub = new ListenHub(tools, _sessions);
        var bridge = new BridgeContext(_lifecycle, Pool, _sessions, new BridgeLimits(null, null, Memory), Time);
        var legacy = new LegacyFront(bridge, new SessionOpener(bridge, null), new SessionDesk(bridge, new SharedSubscriptions(bridge)));
        _endpoint = new McpEndpoint(new PostEndpoint(legacy, new ModernFront(bridge, Hub, tools), Memory), new SessionEndpoint(bridge, legacy));
    }

    public FakeTimeProvider Time { get; } = new();

    public InFlightCalls Calls { get; } = new();

    public MemoryBudget Memory { get; } = new(64 << 20);

    public WorkerPool Pool { get; } = new(new PoolLimits(64, 256, TimeSpan.FromSeconds(10)), new FakeTimeProvider());

    public ListenHub Hub { get; }

    /// <summary>The worker's own side.</summary>
    public FakeWorker Worker { get; } = new();

    public static async Task<MemoryBridge> StartAsync(bool isModern)
    {
        var bridge = new MemoryBridge();
        bridge._entry = await TestWorker.GetReadyAsync(bridge.Worker, isModern);
        bridge.Hub.Attach(bridge._entry);
        bridge.Pool.Add(bridge._entry);
        bridge._lifecycle.Post(LifecycleTrigger.BecameReady);
        await bridge.UntilAsync(() => bridge._lifecycle.Phase == LifecyclePhase.Ready);
        return bridge;
    }

    /// <summary>Runs a POST to its end.</summary>
    /// <param name="headers">Its headers.</param>
    /// <param name="body">Its body.</param>
    /// <param name="abort">Breaks the connection.</param>
    public async Task<MemoryAnswer> PostAsync(IEnumerable<KeyValuePair<string, string[]>> headers, byte[] body, CancellationToken abort)
    {
        using var hangingUp = CancellationTokenSource.CreateLinkedTokenSource(abort);
        using var stream = new MemoryAnswerStream(hangingUp);
        var http = new DefaultHttpContext { RequestServices = _services, RequestAborted = hangingUp.Token };
        http.Request.Method = "POST";
        http.Request.Path = "/mcp";
        http.Request.Body = new MemoryStream(body);
        foreach (var (name, values) in headers)
            http.Request.Headers[name] = values;
        http.Response.Body = stream;
        await _endpoint.HandleAsync(http);
        await http.Response.CompleteAsync();
        return new MemoryAnswer(http.Response.StatusCode, http.Response.ContentType ?? "", http.Response.Headers["Mcp-Session-Id"].ToString(), stream.Text);
    }

    /// <summary>Ends a session for good, and with it what it subscribed to.</summary>
    public void Delete(string session)
    {
        if (_sessions.TryGet(session, out var found))
            _sessions.Delete(found);
    }

    /// <summary>Every call has ended and given its place and its room back.</summary>
    public Task SettleAsync() => UntilAsync(() => Calls.Count == 0 && _entry.Load == 0 && Worker.Pipe.InFlight == 0 && Memory.Held == 0);

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        await _aborted.CancelAsync();
        while (!_running.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
        _sessions.Dispose();
        _lifecycle.Dispose();
        _aborted.Dispose();
        await _services.DisposeAsync();
    }

    private async Task UntilAsync(Func<bool> condition)
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            Assert.False(guard.IsCancellationRequested, $"left: {Calls.Count} calls, {_entry.Load} places, {Worker.Pipe.InFlight} entries, {Memory.Held} bytes");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
        }
    }
}

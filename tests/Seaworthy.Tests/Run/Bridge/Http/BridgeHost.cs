using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Door;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Limits;
using Seaworthy.Run.Bridge;
using Seaworthy.Run.Bridge.Modern;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Bridge.Streams;
using Seaworthy.Run.Door;
using Seaworthy.Run.Supervision;
using Seaworthy.Tests.Run.Bridge.Calls;
using Seaworthy.Tests.Run.Supervision;

namespace Seaworthy.Tests.Run.Bridge.Http;

/// <summary>The bridge behind a real Kestrel, over a worker in memory, on a clock that only tests move.</summary>
internal sealed class BridgeHost : IAsyncDisposable
{
    private readonly CancellationTokenSource _aborted = new();
    private readonly WebApplication _app;
    private readonly Task<int> _lifecycle;

    private BridgeHost(PoolLimits limits, TimeSpan? callTimeout)
    {
        Lifecycle = new LifecycleLoop(ShutdownBudget.Default, Calls, [], Time, NullLogger<LifecycleLoop>.Instance);
        _lifecycle = Lifecycle.RunAsync(_aborted.Token);
        Pool = new WorkerPool(limits, Time);
        Sessions = new SessionTable(100, TimeSpan.FromHours(1), Time, new EventStore(new MemoryBudget(1 << 20)), null);
        Hub = new ListenHub(Tools, Sessions);
        _app = Build(new BridgeContext(Lifecycle, Pool, Sessions, new BridgeLimits(callTimeout, null, Memory), Time), Hub, Tools);
    }

    public FakeTimeProvider Time { get; } = new();

    public InFlightCalls Calls { get; } = new();

    public MemoryBudget Memory { get; } = new(64 << 20);

    public LifecycleLoop Lifecycle { get; }

    public WorkerPool Pool { get; }

    public SessionTable Sessions { get; }

    public ToolCatalogue Tools { get; } = new(TimeProvider.System);

    public ListenHub Hub { get; }

    /// <summary>The worker's own side.</summary>
    public FakeWorker Worker { get; } = new();

    /// <summary>The worker as the pool knows it.</summary>
    public StdioWorker Entry { get; private set; } = null!;

    public TestClient Client { get; private set; } = null!;

    public static async Task<BridgeHost> StartAsync(bool isModern = false, PoolLimits? limits = null, TimeSpan? callTimeout = null, string capabilities = """{"tools":{}}""")
    {
        var host = new BridgeHost(limits ?? new PoolLimits(64, 256, TimeSpan.FromSeconds(10)), callTimeout);
        host.Entry = await TestWorker.GetReadyAsync(host.Worker, isModern, capabilities: capabilities);
        host.Hub.Attach(host.Entry);
        host.Pool.Add(host.Entry);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        var address = host._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        host.Client = new TestClient(new Uri(address + "/mcp"));
        host.Lifecycle.Post(LifecycleTrigger.BecameReady);
        await host.UntilAsync(() => host.Lifecycle.Phase == LifecyclePhase.Ready);
        return host;
    }

    /// <summary>Waits for something that will come by itself.</summary>
    public Task UntilAsync(Func<bool> condition) => AdvanceUntilAsync(condition, TimeSpan.Zero);

    /// <summary>Moves the clock, step by step, until something has come.</summary>
    public async Task AdvanceUntilAsync(Func<bool> condition, TimeSpan step)
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            Time.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, guard.Token);
        }
    }

    public async Task DrainAsync()
    {
        Lifecycle.RequestDrain("SIGTERM");
        await UntilAsync(() => Lifecycle.IsRefusing && Lifecycle.Draining.IsCancellationRequested);
    }

    /// <summary>Every call has ended and given its place back.</summary>
    public Task SettleAsync() => UntilAsync(() => Calls.Count == 0 && Entry.Load == 0 && Worker.Pipe.InFlight == 0 && Memory.Held == 0);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Worker.DisposeAsync();
        await _aborted.CancelAsync();
        await AdvanceUntilAsync(() => _lifecycle.IsCompleted, TimeSpan.FromMilliseconds(10));
        Sessions.Dispose();
        Lifecycle.Dispose();
        _aborted.Dispose();
    }

    private static WebApplication Build(BridgeContext bridge, ListenHub hub, ToolCatalogue tools)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(bridge.Time);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = 1 << 20;
        });
        var door = BridgeDoor.Create(bridge, new PathString("/mcp"), new ModernFront(bridge, hub, tools), servers: null, hasSse: true);
        var entrance = new Entrance(
            new Gate(new HostRules(new Uri("http://127.0.0.1"), null, []), NullLogger<Gate>.Instance), bridge.Lifecycle);
        var app = builder.Build();
        app.Use(next => http => entrance.HandleAsync(http, next));
        app.Run(http => door.HandleAsync(http, _ =>
        {
            http.Response.StatusCode = 404;
            return Task.CompletedTask;
        }));
        return app;
    }
}

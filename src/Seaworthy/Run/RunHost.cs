using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Door;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Health;
using Seaworthy.Hosting.Http;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Limits;
using Seaworthy.Processes;
using Seaworthy.Run.Bridge;
using Seaworthy.Run.Bridge.Modern;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Door;
using Seaworthy.Run.Door.Tls;
using Seaworthy.Run.Isolation;
using Seaworthy.Run.Retry;
using Seaworthy.Run.Supervision;
using Seaworthy.Run.Supervision.Pool;
using Seaworthy.Run.Systemd;
using Seaworthy.Run.Upstream;

namespace Seaworthy.Run;

/// <summary>Puts together what <c>seaworthy run</c> consists of.</summary>
internal static class RunHost
{
    public static WebApplication Build(RunOptions options, Action<ILoggingBuilder> logging, string version)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        logging(builder.Logging);
        builder.WebHost.UseKestrelCore().UseDoorway().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Services.AddRoutingCore();
        builder.Services.AddSeaworthyLifecycle(options.Budget);
        builder.Services.AddCertificate(options).AddSystemd(NotifyTarget.Take(), options.StartTimeout);
        builder.Services.AddSingleton(new MemoryBudget(options.MaxBuffered));
        builder.Services.AddSessions(options);
        builder.Services.AddSingleton(Plan(options));
        var hints = new ToolHints();
        AddWorkers(builder.Services, options, version, hints);
        builder.Services.AddPool(options);

        var app = builder.Build();
        var door = CreateDoor(app.Services, options, new RetryRule(options.Retry, hints));
        app.UseDoorway();
        app.Use(next => http => AmbiguousLength.IsIn(http.Request) ? AmbiguousLength.RefuseAsync(http) : next(http));
        var entrance = new Entrance(new Gate(Rules(options), app.Services.GetRequiredService<ILogger<Gate>>()), app.Services.GetRequiredService<LifecycleLoop>());
        app.Use(next => new ForwardedHeaderRules(options.TrustedProxies, next, app.Services.GetRequiredService<ILoggerFactory>()).HandleAsync);
        app.Use(next => http => entrance.HandleAsync(http, next));
        app.Use(next => http => door(http, next));
        app.UseRouting();
        app.MapSeaworthyHealth();
        app.UseEndpoints(_ => { });
        return app;
    }

    /// <summary>The address that is really listened on: the port may have been 0.</summary>
    public static string Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static void AddWorkers(IServiceCollection services, RunOptions options, string version, ToolHints hints)
    {
        if (options.Upstream is { } url)
        {
            services.AddSingleton(new UpstreamTarget(url, options.Path, options.UpstreamHealth, options.MaxMessage));
            services.AddSingleton<IWorkerKind, UpstreamWorkers>();
            return;
        }
        services.AddSingleton(new StdioPlan(options.WorkerRevision, options.MaxMessage, version)
        {
            LearnsTools = options.Retry == RetryMode.Off ? null : hints,
        });
        services.AddSingleton<ToolCatalogue>();
        services.AddSingleton<ListenHub>();
        services.AddSingleton<IWorkerKind, StdioWorkers>();
    }

    private static Func<HttpContext, RequestDelegate, Task> CreateDoor(IServiceProvider services, RunOptions options, RetryRule retry)
    {
        var lifecycle = services.GetRequiredService<LifecycleLoop>();
        var pool = services.GetRequiredService<WorkerPool>();
        var time = services.GetRequiredService<TimeProvider>();
        var limits = new BridgeLimits(options.CallTimeout, options.PollAfter, services.GetRequiredService<MemoryBudget>());
        if (options.Upstream is not null)
            return new UpstreamDoor(new UpstreamContext(lifecycle, pool, services.GetRequiredService<UpstreamTarget>(), limits, time) { Retry = retry }).HandleAsync;
        var bridge = new BridgeContext(lifecycle, pool, services.GetRequiredService<SessionTable>(), limits, time)
        {
            Retry = retry,
            Log = services.GetRequiredService<ILogger<BridgeContext>>(),
        };
        var servers = services.GetService<SessionServers>();
        servers?.Start(bridge);
        var modern = new ModernFront(bridge, services.GetRequiredService<ListenHub>(), services.GetRequiredService<ToolCatalogue>());
        return BridgeDoor.Create(bridge, new PathString(options.Path), modern, servers, options.LegacySse).HandleAsync;
    }

    public static HostRules Rules(RunOptions options) => new(options.Listen, options.AllowedHosts, options.AllowedOrigins);

    private static void Configure(KestrelServerOptions kestrel, RunOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = options.MaxBody;
        // The socket's own buffer holds the rest: what Kestrel holds for a connection is not in the memory budget.
        kestrel.Limits.MaxRequestBufferSize = 64 * 1024;
        // A client that sends its headers drop by drop holds a connection; MCP headers fit into one packet.
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        if (options.Upstream is not null)
        {
            // Headers of others pass byte for byte, whatever they hold.
            kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        }
        var port = options.Listen.Port;
        var host = options.Listen.Host.Trim('[', ']');
        if (host is "*" or "+")
            kestrel.ListenAnyIP(port, listen => TlsListener.Configure(listen, options));
        else if (IPAddress.TryParse(host, out var address))
            kestrel.Listen(address, port, listen => TlsListener.Configure(listen, options));
        else if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && port != 0)
            kestrel.ListenLocalhost(port, listen => TlsListener.Configure(listen, options));
        else
            kestrel.Listen(Dns.GetHostAddresses(host)[0], port, listen => TlsListener.Configure(listen, options));
    }

    private static WorkerPlan Plan(RunOptions options) => new(
        new ChildCommand
        {
            FileName = options.Command[0],
            Arguments = [.. options.Command.Skip(1)],
            WorkingDirectory = options.WorkingDirectory,
            Environment = WorkerEnvironment(options),
            User = options.User,
            Group = options.Group,
        },
        options.StartTimeout);

    /// <summary>Our own PORT says where we listen, and would make a server that speaks HTTP take our place.</summary>
    private static Dictionary<string, string?> WorkerEnvironment(RunOptions options)
    {
        var changes = options.WorkerEnvironment.ToDictionary();
        if (options.Upstream is { } url)
            changes["PORT"] = url.Port.ToString(CultureInfo.InvariantCulture);
        return changes;
    }
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Door;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Hosting.Mcp;

/// <summary>Says where the server listens and how it will stop; and, when a stop cancels calls, which.</summary>
internal sealed partial class StartReport(
    LifecycleLoop lifecycle, IServer server, McpDoor door, OpenExchanges open, ILogger<StartReport> log) : IHostedLifecycleService, IDisposable
{
    private const int MostNamed = 10;

    private CancellationTokenRegistration _cancelling;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _cancelling = lifecycle.Cancelling.UnsafeRegister(static me => ((StartReport)me!).NameCalls(), this);
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        // A test server has none.
        if (addresses.Count > 0)
        {
            LogServing(string.Join(", ", addresses), HealthPaths.Health, lifecycle.Budget.Describe());
            log.WarnOf(door.Rules);
        }
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _cancelling.Dispose();

    private void NameCalls()
    {
        foreach (var call in open.Calls.Take(MostNamed))
            LogCancelling(call.What, call.Age.TotalSeconds);
    }

    [LoggerMessage(EventIds.Serving, LogLevel.Information, "serving {Addresses}, health at {HealthPath}; {Stopping}",
        EventName = nameof(EventIds.Serving))]
    private partial void LogServing(string addresses, string healthPath, string stopping);

    [LoggerMessage(EventIds.CallCancelled, LogLevel.Warning, "cancelling {Call}, in flight for {Seconds:F1} s",
        EventName = nameof(EventIds.CallCancelled))]
    private partial void LogCancelling(string call, double seconds);
}

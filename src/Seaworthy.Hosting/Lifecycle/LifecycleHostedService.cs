using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Seaworthy.Hosting.Lifecycle;

/// <summary>
/// The host's own ways to end, made to drain as well: a faulted <see cref="BackgroundService"/>, which the host would
/// answer with exit 0, and a <c>StopApplication</c> or <c>StopAsync</c> that did not come from us.
/// </summary>
internal sealed partial class LifecycleHostedService(LifecycleLoop loop, IServiceProvider services, ILogger<LifecycleHostedService> log)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var service in services.GetServices<IHostedService>().OfType<BackgroundService>())
            _ = WatchAsync(service);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Called before any hosted service stops, hence while Kestrel still listens. The token is ignored: it knows the
    /// host's timeout, the loop knows the budget.
    /// </summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (!loop.SaysClose)
            loop.Post(LifecycleTrigger.DrainRequested, "the host was asked to stop");
        return loop.Completion;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task WatchAsync(BackgroundService service)
    {
        try
        {
            await (service.ExecuteTask ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (loop.SaysClose)
        {
            // That is how they stop.
        }
        catch (Exception exception)
        {
            LogFaulted(service.GetType().Name, exception);
            loop.Post(LifecycleTrigger.Fault, $"background service {service.GetType().Name} failed: {exception.Message}");
        }
    }

    [LoggerMessage(EventId = Telemetry.EventIds.BackgroundServiceFaulted, EventName = nameof(Telemetry.EventIds.BackgroundServiceFaulted), Level = LogLevel.Critical,
        Message = "background service {Service} failed: draining, then exit 1")]
    private partial void LogFaulted(string service, Exception exception);
}

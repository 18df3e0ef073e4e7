using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Hosting.Lifecycle;

/// <summary>Puts the lifecycle into a host, and gets the exit code out of it.</summary>
internal static class LifecycleServices
{
    /// <summary>
    /// Registers the loop, the calls and the lifetime. Somebody must still post
    /// <see cref="LifecycleTrigger.BecameReady"/>; whoever registers an <see cref="IStopStep"/> is stopped by it.
    /// </summary>
    public static IServiceCollection AddSeaworthyLifecycle(this IServiceCollection services, ShutdownBudget budget)
    {
        if (budget.Validate().ToArray() is { Length: > 0 } mistakes)
            throw new ArgumentException(string.Join(Environment.NewLine, mistakes), nameof(budget));
        return services.AddSeaworthyLifecycle(_ => budget);
    }

    /// <summary>The same with a budget that is known once the configuration is.</summary>
    public static IServiceCollection AddSeaworthyLifecycle(this IServiceCollection services, Func<IServiceProvider, ShutdownBudget> budget)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(budget);
        services.AddSingleton<InFlightCalls>();
        services.AddSingleton(provider => new LifecycleLoop(
            provider.GetRequiredService<ShutdownBudget>(), provider.GetRequiredService<InFlightCalls>(), StopStepsOf(provider),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LifecycleLoop>>()));
        services.AddSingleton(provider => provider.GetRequiredService<LifecycleLoop>().QuietPeriod);
        services.AddSingleton(provider => provider.GetRequiredService<LifecycleLoop>().Doorway);
        services.AddSingleton<SeaworthyLifetime>();
        services.RemoveAll<IHostLifetime>();
        services.AddSingleton<IHostLifetime>(provider => provider.GetRequiredService<SeaworthyLifetime>());
        services.AddHostedService<LifecycleHostedService>();
        services.AddOptions<HostOptions>().PostConfigure<ShutdownBudget>((options, total) =>
        {
            // Reached only when somebody else stops the host, whose clock then runs during our drain. After a drain of
            // our own the lifetime sets a far smaller one.
            options.ShutdownTimeout = total.Total + ShutdownBudget.PlatformMargin;
            // The host would stop at once, listener first, and exit 0. LifecycleHostedService drains and exits 1.
            options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        return services;
    }

    /// <summary>Runs the host to its end; returns what the process must exit with. Failures to start are thrown.</summary>
    public static async Task<int> RunToExitCodeAsync(this IHost host)
    {
        // Now: the host disposes its services at its end.
        var loop = host.Services.GetRequiredService<LifecycleLoop>();
        var packets = new LastPackets(host.Services.GetRequiredService<TimeProvider>(), new TcpConnections());
        try
        {
            await host.RunAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (loop.Completion.IsCompleted)
        {
            // A signal came while the host was starting.
        }
        var exitCode = await loop.Completion.ConfigureAwait(false);
        if (Surroundings.NetworkEndsWithProcess)
            await packets.ConfirmedAsync(loop.Doorway.Ports).ConfigureAwait(false);
        return exitCode;
    }

    /// <summary>Resolved when the drain is over: a stop step may itself need the loop.</summary>
    private static IEnumerable<IStopStep> StopStepsOf(IServiceProvider provider)
    {
        foreach (var step in provider.GetServices<IStopStep>())
            yield return step;
    }
}

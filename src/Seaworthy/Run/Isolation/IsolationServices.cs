using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Health;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Bridge.Streams;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Isolation;

/// <summary>Puts together the sessions, and their own servers where they have them.</summary>
internal static class IsolationServices
{
    public static IServiceCollection AddSessions(this IServiceCollection services, RunOptions options)
    {
        services.AddSingleton<EventStore>();
        services.AddSingleton(provider => new SessionTable(
            options.MaxSessions, options.SessionIdle, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<EventStore>(),
            provider.GetService<SessionServers>()));
        if (options.Isolation == SessionIsolation.Shared)
            return services;
        services.AddSingleton(provider => new SessionServers(
            Plan(provider, options), new PoolLimits(options.MaxInFlight, options.MaxQueue, options.QueueTimeout),
            provider.GetRequiredService<EventStore>(), options.SessionSpares));
        services.AddSingleton<IStopStep>(provider => provider.GetRequiredService<SessionServers>());
        services.AddSingleton<IHealthSection>(provider => provider.GetRequiredService<SessionServers>());
        return services;
    }

    private static IsolationPlan Plan(IServiceProvider provider, RunOptions options) => new(
        provider.GetRequiredService<WorkerPlan>() with { StartTimeout = Timeout.InfiniteTimeSpan },
        provider.GetRequiredService<StdioPlan>(), options.StartTimeout,
        provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>());
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Health;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Run.Supervision.Rounds;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>Puts the pool together.</summary>
internal static class PoolServices
{
    public static IServiceCollection AddPool(this IServiceCollection services, RunOptions options)
    {
        services.AddSingleton<PoolMail>();
        services.AddSingleton(new Roster(new PoolSize(options.Workers, options.Spares)));
        services.AddSingleton(provider => new WorkerPool(
            new PoolLimits(options.MaxInFlight, options.MaxQueue, options.QueueTimeout), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<WorkerLife>();
        services.AddSingleton<Nursery>();
        services.AddSingleton<Staffing>();
        services.AddSingleton(provider => CreateKeeper(provider, options));
        services.AddSingleton<Supervisor>();
        services.AddSingleton(provider => CreateRounds(provider, options));
        services.AddSingleton<IStopStep>(provider => provider.GetRequiredService<Supervisor>());
        services.AddSingleton<IHealthSection, PoolHealth>();
        if (options.Watch is { } path)
        {
            services.AddHostedService(provider => new FileWatch(
                path, provider.GetRequiredService<Supervisor>(), provider.GetRequiredService<TimeProvider>()));
        }
        return services;
    }

    private static SeatKeeper CreateKeeper(IServiceProvider provider, RunOptions options)
    {
        var (roster, time) = (provider.GetRequiredService<Roster>(), provider.GetRequiredService<TimeProvider>());
        var (lifecycle, loggers) = (provider.GetRequiredService<LifecycleLoop>(), provider.GetRequiredService<ILoggerFactory>());
        var perseverance = new Perseverance(options.StartTimeout, options.GiveUpAfter, time);
        var gate = CreateGate(provider, time);
        return new SeatKeeper(
            roster, provider.GetRequiredService<Staffing>(),
            new Deaths(roster, gate, perseverance, lifecycle, loggers.CreateLogger<Deaths>()),
            new Renewals(roster, CreateGate(provider, time), time, loggers.CreateLogger<Renewals>()), gate)
        {
            Lifecycle = lifecycle,
            Perseverance = perseverance,
            Raise = provider.GetRequiredService<Nursery>().Raise,
        };
    }

    private static RoundsMaker CreateRounds(IServiceProvider provider, RunOptions options)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return new RoundsMaker(
            provider.GetRequiredService<Roster>(), provider.GetRequiredService<PoolMail>(),
            new WearRule(new WearLimits(options.MaxCalls, options.MaxMemory, options.MaxAge), time),
            new HangRule(options.HangTimeout, options.CallTimeout, time), provider.GetRequiredService<ILogger<RoundsMaker>>());
    }

    private static StartGate CreateGate(IServiceProvider provider, TimeProvider time)
    {
        var mail = provider.GetRequiredService<PoolMail>();
        return new StartGate(new Backoff(Random.Shared, new ReplacementTokens(time)), time, () => mail.Post(new(PoolLetter.Subject.Due)));
    }
}

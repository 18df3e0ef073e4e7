using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Run.Systemd;

/// <summary>Registers what speaks to systemd.</summary>
internal static class SystemdServices
{
    /// <summary>Nothing when <paramref name="target"/> is null: systemd did not start us, or does not listen.</summary>
    public static IServiceCollection AddSystemd(this IServiceCollection services, NotifyTarget? target, TimeSpan startTimeout) => target is null
        ? services
        : services.AddHostedService(provider => new SystemdNotifier(target, provider.GetRequiredService<LifecycleLoop>(),
            provider.GetRequiredService<InFlightCalls>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SystemdNotifier>>())
        { StartTimeout = startTimeout });
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Seaworthy.LibraryServer;

/// <summary>Something that the server needs to be ready, which comes and goes on request.</summary>
internal sealed class Dependency : IHealthCheck
{
    public bool IsWell { get; set; } = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsWell ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("it was told to be down"));
}

using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>The health checks of a deployment, each where it is written and once.</summary>
internal static class CheckList
{
    /// <summary>Every check with the workload that it asks. A HEALTHCHECK is the image's, whoever runs it.</summary>
    public static IEnumerable<(Workload Workload, HealthCheck Check)> Of(DeploymentModel model) =>
        from workload in model.Workloads
        from check in workload.Checks
        where check.Source != CheckSource.Image || workload.Platform == Platform.Image
        select (workload, check);
}

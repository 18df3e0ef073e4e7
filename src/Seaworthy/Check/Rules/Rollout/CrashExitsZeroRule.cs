using Seaworthy.Deployment;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A crash that looks like success.</summary>
internal sealed class CrashExitsZeroRule() : Rule("crash-exits-zero", Severity.Warning, RuleGroup.Rollout)
{
    public override string What => "The server ends with 0 after an error that nobody caught, under a policy that restarts only on failure.";

    public override string Why => "on-failure looks at the exit code, and 0 is success: after the first crash the server is gone, and nobody starts it again.";

    public override string Fix => "process.exit(1) in the crash path.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        process.on('uncaughtException', (error) => { console.error(error); process.exit(0); });
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            restart: on-failure
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        process.on('uncaughtException', (error) => { console.error(error); process.exit(1); });
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            restart: on-failure
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            var policy = workload.Service?.Restart ?? workload.Unit?.Service("Restart")?.Value ?? workload.Container?.Pod["restartPolicy"]?.Located;
            if (policy is null || !(policy.Text.StartsWith("on-failure", StringComparison.Ordinal) || policy.Text is "OnFailure" or "on-abnormal"))
                continue;
            foreach (var crash in workload.Application.All(SourceSign.ExitsZeroOnCrash))
                yield return At(crash.Place, $"a crash ends with 0, and {policy.Text} at {policy.Place.Short} restarts only failures.", "process.exit(1)").With(policy.Place, "the restart policy");
        }
    }
}

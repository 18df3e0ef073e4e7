using Seaworthy.Deployment;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Check.Rules.Shutdown;

/// <summary>A grace of more than ten minutes.</summary>
internal sealed class GraceTooLongRule() : Rule("grace-too-long", Severity.Warning, RuleGroup.Shutdown)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public override string What => "The platform's grace is more than ten minutes.";

    public override string Why =>
        "A server that hangs then blocks every deploy, and every drain of a node, for as long; maintenance of nodes gives up before that and kills.";

    public override string Fix => "At most ten minutes; make long calls resumable instead.";

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            stop_grace_period: 1h
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            stop_grace_period: 35s
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model) => model.Workloads
        .Where(workload => workload.Grace is { IsDefault: false } grace && grace.Value > Longest)
        .Select(workload => At(workload.Grace!.Place,
            $"{workload.Grace.Setting} is {(workload.Grace.Value == TimeSpan.MaxValue ? "infinity" : DurationText.Format(workload.Grace.Value))}: a server that hangs blocks a deploy for that long.",
            $"at most {DurationText.Format(Longest)}"));
}

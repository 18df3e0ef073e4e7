using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Workloads;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Check.Rules.Health;

/// <summary>A probe that starts a runtime, and has no time for it.</summary>
internal sealed class ProbeTimeoutTooShortRule() : Rule("probe-timeout-too-short", Severity.Warning, RuleGroup.Health)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(3);

    public override string What => "A health check starts a runtime (dotnet, node, python) and has less than 3 s.";

    public override string Why => "A .NET program that probes itself took 0.45 s with a whole processor and 3.0 s with a tenth of one; Kubernetes gives 1 s unless told otherwise. Under load the probe fails first.";

    public override string Fix => "5 s, or a probe that starts nothing: httpGet, or seaworthy health, which is native.";

    public override string Bad => """
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              livenessProbe: { exec: { command: [dotnet, Catalog.dll, health] } }
        """;

    public override string Good => """
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              livenessProbe: { exec: { command: [dotnet, Catalog.dll, health] }, timeoutSeconds: 5 }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (_, check) in CheckList.Of(model))
        {
            var runtime = check.Commands.Where(words => words.Count > 0).Select(words => ShellCommand.NameOf(words[0].Text))
                .FirstOrDefault(name => name is "dotnet" or "node" or "python" or "python3" or "java" or "npx" or "npm");
            if (runtime is null || Timeout(check) is not { } timeout || timeout >= Least)
                continue;
            var isProbe = check.Source >= CheckSource.Startup;
            yield return At(check.Timeout?.Place ?? check.Place, $"{check.Setting} starts {runtime} and gives it {DurationText.Format(timeout)}{(check.Timeout is null ? " (default)" : "")}.",
                isProbe ? "timeoutSeconds: 5" : "a timeout of 5s");
        }
    }

    private static TimeSpan? Timeout(HealthCheck check)
    {
        if (check.Source < CheckSource.Startup)
            return check.Timeout is null ? TimeSpan.FromSeconds(30) : ComposeDuration.TryParse(check.Timeout.Text, out var set) ? set : null;
        return check.Timeout is null ? TimeSpan.FromSeconds(1)
            : int.TryParse(check.Timeout.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
    }
}

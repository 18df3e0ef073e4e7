using System.Globalization;
using System.Text.RegularExpressions;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check.Rules.Shutdown;

/// <summary>The native sleep hook on a cluster that does not have it.</summary>
internal sealed partial class PrestopSleepVersionRule() : Rule("prestop-sleep-version", Severity.Warning, RuleGroup.Shutdown)
{
    public override string What => "The native preStop sleep is used, and the files name a Kubernetes older than 1.30.";

    public override string Why => "preStop.sleep is alpha in 1.29, on by default from 1.30 and final in 1.34. An older API server drops the field or refuses the manifest.";

    public override string Fix => "Raise the version, or run sleep with exec in an image that has it.";

    public override string Bad => """
        ==> Chart.yaml <==
        name: catalog
        kubeVersion: ">=1.27.0"
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              lifecycle: { preStop: { sleep: { seconds: 5 } } }
        """;

    public override string Good => """
        ==> Chart.yaml <==
        name: catalog
        kubeVersion: ">=1.30.0"
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              lifecycle: { preStop: { sleep: { seconds: 5 } } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        if (OldVersion(model.Files) is not var (version, place))
            yield break;
        foreach (var workload in model.Workloads.Where(workload => workload.PreStop is { IsNative: true }))
            yield return At(workload.PreStop!.Place, $"preStop.sleep needs Kubernetes 1.30, and {place.Short} names {version}.", "kubeVersion: \">=1.30.0\"").With(place, "the version");
    }

    private static (string Version, Place Place)? OldVersion(FileSet files)
    {
        foreach (var file in files.Of(FileKind.Yaml))
        {
            if (Version().Match(file.Text) is { Success: true } match
                && int.Parse(match.Groups["minor"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is < 30 and var minor)
            {
                return ($"1.{minor}", file.At(match.Index, match.Length));
            }
        }
        return null;
    }

    // A chart says what it needs at least; a cluster of kind says what it runs.
    [GeneratedRegex("""(?:kubeVersion:\s*["']?\s*(?:>=|\^|~|v)*\s*|kindest/node:v)1\.(?<minor>[0-9]{1,3})""")]
    private static partial Regex Version();
}

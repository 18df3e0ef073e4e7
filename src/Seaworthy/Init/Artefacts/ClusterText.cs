using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.YamlQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>What every manifest has.</summary>
internal static class ClusterText
{
    /// <summary>Version, kind, name and label of an object.</summary>
    public static Block Head(DeploymentPlan plan, string version, string kind) => $"""
        apiVersion: {PlainName.Of(version)}
        kind: {PlainName.Of(kind)}
        metadata:
          name: {plan.Name}
          labels:
            {Label(plan)}
        """;

    /// <summary>The label by which the pods are known.</summary>
    public static Block Label(DeploymentPlan plan) => $"app.kubernetes.io/name: {plan.Name}";
}

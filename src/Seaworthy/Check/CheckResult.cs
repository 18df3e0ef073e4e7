using Seaworthy.Deployment;

namespace Seaworthy.Check;

/// <summary>What a check found.</summary>
/// <param name="Findings">What is wrong, by place.</param>
/// <param name="Doubts">What could not be told.</param>
/// <param name="Suppressed">How many findings comments switched off.</param>
/// <param name="Known">How many findings a baseline holds.</param>
/// <param name="Model">What was looked at.</param>
internal sealed record CheckResult(IReadOnlyList<Finding> Findings, IReadOnlyList<Finding> Doubts, int Suppressed, int Known, DeploymentModel Model)
{
    /// <summary>How many findings of a severity there are.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>How many deployment files were understood, sources not counted.</summary>
    public int Files => Model.Dockerfiles.Count + Model.Published.Count + Model.Compose.Sum(project => project.Files.Count) + Model.Units.Count
        + Model.Manifests.SelectMany(set => set.Objects).Select(item => item.KindPlace.File).Distinct().Count();
}

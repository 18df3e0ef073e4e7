namespace Seaworthy.Deployment.Projects;

/// <summary>An item of a project.</summary>
/// <param name="Include">One name of <c>Include</c>.</param>
/// <param name="Metadata">What is said about it, by name.</param>
internal sealed record ProjectItem(ProjectValue Include, IReadOnlyDictionary<string, ProjectValue> Metadata);

using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Images;

namespace Seaworthy.Deployment.Projects;

/// <summary>An image that <c>dotnet publish</c> makes of a project.</summary>
/// <param name="Image">What it is.</param>
/// <param name="Repository">Its name; null when only the build knows it.</param>
/// <param name="IsNamed">Whether the project names it; otherwise its assembly does.</param>
/// <param name="Registry">Where it is pushed to; empty when the project does not say; null when only the build knows.</param>
/// <param name="Tags">Its tags; null when only the build knows them.</param>
internal sealed record PublishedImage(ImageConfig Image, string? Repository, bool IsNamed, string? Registry, IReadOnlyList<string>? Tags)
{
    /// <summary>Whether a reference means it: the same repository, alone or behind a registry, which must be the project's where it names one.</summary>
    public bool IsMeantBy(ImageReference reference)
    {
        if (Repository is not { Length: > 0 } repository)
            return false;
        if (reference.Repository == repository)
            return true;
        if (!reference.Repository.EndsWith("/" + repository, StringComparison.Ordinal))
            return false;
        var registry = reference.Repository[..^(repository.Length + 1)];
        return Registry is { Length: > 0 } own ? registry == own : IsHost(registry);
    }

    // Docker's own rule: what stands in front is a registry when it looks like a machine.
    private static bool IsHost(string text) => !text.Contains('/', StringComparison.Ordinal) && (text.AsSpan().IndexOfAny('.', ':') >= 0 || text == "localhost");
}

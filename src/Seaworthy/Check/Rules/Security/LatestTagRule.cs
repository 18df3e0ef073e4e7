using Seaworthy.Deployment;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Security;

/// <summary>An image that is another one tomorrow.</summary>
internal sealed class LatestTagRule() : Rule("latest-tag", Severity.Warning, RuleGroup.Security)
{
    public override string What => "An image has no tag, or latest.";

    public override string Why => "A restart, another node or the next build gets another image, and what was tested is not what runs; a roll back has nothing to go back to.";

    public override string Fix => "A version, and for production its digest.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["DL3006", "DL3007"];

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:latest
        COPY . /app
        CMD ["node", "/app/server.js"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22.12-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var image in model.On(Platform.Image).Select(workload => workload.Build!.BaseName).Concat(model.Workloads.Select(Foreign)).OfType<Located>())
        {
            var reference = ImageReference.Parse(image.Text);
            var setting = FileNames.KindOf(image.Place.File.Path) is FileKind.Project or FileKind.BuildSettings ? "ContainerBaseImage " : "";
            if (IsBuiltBeside(image, model))
                continue;
            if (image.Text.Length > 0 && reference.Repository is not "scratch" && reference.Digest is null && reference.Tag is null or "latest" && !image.Text.Contains("{{", StringComparison.Ordinal))
                yield return At(image.Place, $"{image.Text} has {(reference.Tag is null ? "no tag" : "the tag latest")}: tomorrow it is another image.", $"{setting}{reference.Repository}:VERSION");
        }
    }

    // FROM base beside base.Dockerfile: a build with several files (buildx bake) hands one to the other.
    private static bool IsBuiltBeside(Located image, DeploymentModel model) =>
        image.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && ((string[])[$"{image.Text}.Dockerfile", $"Dockerfile.{image.Text}"])
            .Any(name => model.Files.Find(image.Place.File.Folder, name) is { } file && file != image.Place.File);

    // An image that Compose builds is named by it, and is whatever was built.
    private static Located? Foreign(Workload workload) => workload.Service is { BuildContext: not null } || workload.Image?.Place.Text.Contains('$', StringComparison.Ordinal) is true ? null : workload.Image;
}

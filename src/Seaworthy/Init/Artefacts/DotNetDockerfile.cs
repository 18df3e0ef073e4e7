using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.DockerfileQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>The image of a server on .NET.</summary>
internal static class DotNetDockerfile
{
    /// <summary>The file.</summary>
    public static Block Write(DeploymentPlan plan, DotNetProject project) => $"""
        {Head(plan, project)}
        FROM {PlainName.Of(project.BuildImage)} AS build
        WORKDIR /source

        # Only what a restore reads: this layer is built again when a dependency changes, not when the code does.
        {Block.Join(project.RestoreFiles.Select(group => (Block)$"COPY {new CopiedPaths(group.Files, group.Folder.Length == 0 ? "./" : group.Folder + "/")}"))}
        {Block.When(project.IsLocked, $"# Locked: exactly the versions and hashes that were reviewed, or no image.")}
        RUN {new RunWords([.. Words("dotnet restore"), project.ProjectFile, .. project.IsLocked ? Words("--locked-mode") : [], .. Native(project)])}

        COPY . .
        {Publish(project)}
        {ImageEnd.MakeData(plan)}

        # Chiselled: {Block.When(project.NativeProperty is null, $"the runtime and nothing else.")}{Block.When(project.NativeProperty is not null, $"the C library, OpenSSL and certificates.")} No shell, no package manager, no curl, and not root.
        FROM {PlainName.Of(project.BaseImage)}
        {ImageEnd.Labels(plan)}
        WORKDIR /app
        COPY --from=build /app ./
        {ImageEnd.Write(plan, Why(plan), Variables(plan))}
        """;

    private static IEnumerable<Assignment> Variables(DeploymentPlan plan)
    {
        if (plan.Front != Front.Bridge)
            yield return new("ASPNETCORE_HTTP_PORTS", FormattableString.Invariant($"{(plan.Front == Front.Library ? plan.Port : plan.UpstreamPort)}"));
    }

    private static Block Why(DeploymentPlan plan) => plan.Front switch
    {
        Front.Library => $"# The base image listens on 8080. Of all addresses: loopback would be healthy inside and dead outside.",
        Front.Upstream => $"# Behind seaworthy; the base image listens on 8080.",
        _ => Block.Empty,
    };

    private static Block Head(DeploymentPlan plan, DotNetProject project)
    {
        if (project.Folder.Length == 0)
            return ImageEnd.Command(plan);
        return $"""
            # From {new RunWords(project.Context)}, because it needs files of other folders:
            #   docker build --file {new RunWords($"{project.Folder}/{plan.Dockerfile}")} --tag {PlainName.Of(plan.Image)} .
            """;
    }

    private static Block Publish(DotNetProject project)
    {
        if (project.NativeProperty is null)
            return $"RUN {new RunWords([.. Words("dotnet publish"), project.ProjectFile, .. Words("--configuration Release"), .. project.HasRuntimes ? Words("--use-current-runtime --self-contained false") : [], .. Words("--no-restore --output /app")])}";
        return $"""
            RUN {new RunWords([.. Words("dotnet publish"), project.ProjectFile, .. Words("--configuration Release --use-current-runtime --no-restore --output /app"), .. Native(project)])}
            # Debug symbols are half of the image and of no use in it.
            RUN rm -f /app/*.dbg /app/*.pdb
            """;
    }

    private static string[] Native(DotNetProject project) => project.NativeProperty is { } property ? [property] : [];

    private static string[] Words(string text) => text.Split(' ');
}

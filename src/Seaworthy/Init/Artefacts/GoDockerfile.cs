using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.DockerfileQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>The image of a server in Go.</summary>
internal static class GoDockerfile
{
    /// <summary>The file.</summary>
    public static Block Write(DeploymentPlan plan, GoProject project) => $"""
        {ImageEnd.Command(plan)}
        FROM {PlainName.Of(project.BuildImage)} AS build
        WORKDIR /source

        # Only what names the modules: this layer is built again when a dependency changes, not when the code does.
        COPY {new CopiedPaths(project.Manifests, "./")}
        RUN go mod download

        COPY . .
        # Without cgo it needs no C library, and the image below has none.
        ENV CGO_ENABLED=0
        RUN {new RunWords("go", "build", "-trimpath", "-ldflags=-s -w", "-o", GoProject.Program, project.Package)}
        {ImageEnd.MakeData(plan)}

        # Certificates, time zones and a user; no shell and no C library.
        FROM {PlainName.Of(project.BaseImage)}
        {ImageEnd.Labels(plan)}
        WORKDIR /app
        COPY --from=build {new CopiedPaths([GoProject.Program], GoProject.Program)}
        {ImageEnd.Write(plan, Block.Empty)}
        """;
}

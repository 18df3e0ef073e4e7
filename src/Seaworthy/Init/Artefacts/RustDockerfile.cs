using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.DockerfileQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>The image of a server in Rust.</summary>
internal static class RustDockerfile
{
    /// <summary>The file.</summary>
    public static Block Write(DeploymentPlan plan, RustProject project) => $$"""
        {{ImageEnd.Command(plan)}}
        FROM {{PlainName.Of(project.BuildImage)}} AS build
        WORKDIR /source

        # The dependencies, compiled for an empty program: this layer is built again when one of them changes, not when the code does.
        COPY {{new CopiedPaths(project.IsLocked ? ["Cargo.toml", "Cargo.lock"] : ["Cargo.toml"], "./")}}
        RUN {{new RunWords("sh", "-ec", EmptyProgram, project.MainFile)}}
        RUN {{Build(project)}}

        COPY . .
        # Newer than the empty program, or cargo would keep that.
        {{ImageEnd.MakeData(plan)}}
        RUN {{new RunWords("touch", project.MainFile)}}
        RUN {{Build(project)}}
        RUN {{new RunWords("install", "-D", $"./target/release/{project.Binary}", RustProject.Program)}}

        # The C library and certificates; no shell.
        FROM {{PlainName.Of(project.BaseImage)}}
        {{ImageEnd.Labels(plan)}}
        WORKDIR /app
        COPY --from=build {{new CopiedPaths([RustProject.Program], RustProject.Program)}}
        {{ImageEnd.Write(plan, Block.Empty)}}
        """;

    // The path is the shell's $0, so that no letter of it is read as the shell's own.
    private const string EmptyProgram = "mkdir -p \"$(dirname \"$0\")\" && echo 'fn main() {}' > \"$0\"";

    private static RunWords Build(RustProject project) =>
        new([.. (string[])["cargo", "build", "--release", "--bin", project.Binary], .. project.IsLocked ? (string[])["--locked"] : []]);
}

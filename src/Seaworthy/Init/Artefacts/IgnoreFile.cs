using Seaworthy.Deployment.Files;
using Seaworthy.Init.Plans;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.IgnoreQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>.dockerignore, at the root of the build context: every builder reads it there.</summary>
internal static class IgnoreFile
{
    // What only deploys: a change there is no reason to build again.
    private static readonly string[] Deploys = ["Dockerfile*", "compose*.yaml", ".env*", "k8s", "systemd", ".seaworthy-init"];

    private static readonly string[] History = [".git", ".github", ".gitignore", ".vscode", ".idea", "*.md", "*.log"];

    /// <summary>The path, from the server's folder.</summary>
    public static string PathOf(DeploymentPlan plan) => FileSet.Join(plan.Project.Context == "." ? "" : plan.Project.Context, ".dockerignore");

    /// <summary>The file.</summary>
    public static Block Write(DeploymentPlan plan) => plan.Project is DotNetProject { ContextPaths.Count: > 0 } project ? Allowing(project) : Refusing(plan.Project);

    private static Block Refusing(Project project) => $"""
        # What is made here is made again in the image.
        {Block.Join(Made(project.Language).Select(Pattern))}

        # Secrets, and what only deploys: a change there is no reason to build again.
        {Block.Join(Deploys.Select(Pattern))}

        # What no server reads.
        {Block.Join(History.Select(Pattern))}
        """;

    private static Block Allowing(DotNetProject project) => $"""
        # Nothing goes in but what is named here, so no secret and no build output can. A Dockerfile's own NAME.dockerignore would
        # be read by BuildKit only.
        *
        {Block.Join(project.ContextPaths.Select(path => (Block)$"!{path}"))}

        {Block.Join(Made(project.Language).Select(Pattern))}
        # What only deploys: a change here is no reason to build again.
        {Block.Join(Deploys.Select(name => (Block)$"{project.Folder}/{Pattern(name)}"))}
        """;

    private static string[] Made(Language language) => language switch
    {
        Language.Node => ["**/node_modules", "coverage"],
        Language.Python => ["**/__pycache__", "**/*.pyc", ".venv", "venv", "dist", "build", "*.egg-info", ".pytest_cache", ".mypy_cache", ".ruff_cache"],
        Language.DotNet => ["**/bin", "**/obj"],
        Language.Rust => ["target"],
        _ => ["bin"],
    };

    private static Block Pattern(string pattern)
    {
        var block = new Block(pattern.Length, 0);
        block.AppendLiteral(pattern);
        return block;
    }
}

using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.DockerfileQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>The image of a server on Node.</summary>
internal static class NodeDockerfile
{
    /// <summary>The file.</summary>
    public static Block Write(DeploymentPlan plan, NodeProject project) => $"""
        {ImageEnd.Command(plan)}
        FROM {PlainName.Of(project.BuildImage)} AS build
        WORKDIR /app
        {Block.When(project.Manager is not PackageManager.Npm, $"""

            # The package manager that package.json or the lock file asks for.
            RUN corepack enable
            """)}
        {Block.When(project.Manager is PackageManager.Yarn, $"""
            # Packages as folders: Node finds them without Yarn's own loader.
            ENV YARN_NODE_LINKER=node-modules
            """)}

        # Only what an installation reads: this layer is built again when a dependency changes, not when the code does.
        COPY {new CopiedPaths(project.Manifests, "./")}
        {Install(project)}

        COPY . .
        {Block.When(project.HasInstallScripts, $"""
            # The scripts of the packages, which the installation left out because this project's own would have run with them.
            RUN {PlainName.Of(Program(project))} rebuild
            """)}
        {Block.When(project.IsBuilt, $"""
            RUN {PlainName.Of(Program(project))} run build
            # What only the build needs stays here.
            {Prune(project)}
            """)}
        {Block.When(project.Manifests.Contains(".npmrc"), $"""
            # It may hold a token, and nothing reads it at run time.
            RUN rm -f .npmrc
            """)}
        {ImageEnd.MakeData(plan)}

        FROM {PlainName.Of(project.BaseImage)}
        {ImageEnd.Labels(plan)}
        WORKDIR /app
        # Owned by root: the server cannot change its own code.
        COPY --from=build /app ./
        {ImageEnd.Write(plan, Block.Empty, [new("NODE_ENV", "production")])}
        """;

    private static string Program(NodeProject project) => project.Manager switch
    {
        PackageManager.Npm => "npm",
        PackageManager.Pnpm => "pnpm",
        _ => "yarn",
    };

    private static Block Install(NodeProject project)
    {
        var scripts = Block.When(project.HasInstallScripts, $" --ignore-scripts");
        var all = project.IsBuilt;
        return project.Manager switch
        {
            PackageManager.Npm when project.IsLocked => $"RUN npm ci{Block.When(!all, $" --omit=dev")}{scripts} --no-audit --no-fund",
            PackageManager.Npm => $"""
                # There is no lock file: what this installs today is not what it installs tomorrow. Commit package-lock.json.
                RUN npm install{Block.When(!all, $" --omit=dev")}{scripts} --no-audit --no-fund
                """,
            PackageManager.Pnpm => $"RUN pnpm install --frozen-lockfile{Block.When(!all, $" --prod")}{scripts}",
            PackageManager.YarnClassic => $"RUN yarn install --frozen-lockfile --non-interactive{Block.When(!all, $" --production")}{scripts}",
            _ when all => $"RUN yarn install --immutable",
            _ => $"RUN yarn workspaces focus --production",
        };
    }

    private static Block Prune(NodeProject project) => project.Manager switch
    {
        PackageManager.Npm => $"RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund",
        PackageManager.Pnpm => $"RUN pnpm prune --prod --ignore-scripts",
        PackageManager.YarnClassic => $"RUN yarn install --frozen-lockfile --non-interactive --production --ignore-scripts --prefer-offline",
        _ => $"RUN yarn workspaces focus --production",
    };
}

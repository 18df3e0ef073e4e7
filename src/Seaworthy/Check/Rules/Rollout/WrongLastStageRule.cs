using Seaworthy.Deployment;
using Seaworthy.Deployment.Dockerfiles;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A build that makes the wrong image.</summary>
internal sealed class WrongLastStageRule() : Rule("wrong-last-stage", Severity.Error, RuleGroup.Rollout)
{
    private static readonly HashSet<string> Other = new(StringComparer.OrdinalIgnoreCase)
    {
        "dev", "develop", "development", "devcontainer", "test", "tests", "testing", "unit-test", "lint", "scan", "ci", "debug", "docs", "builder", "build", "deps", "dependencies",
    };

    private static readonly HashSet<string> Production = new(StringComparer.OrdinalIgnoreCase)
    {
        "prod", "production", "release", "runtime", "runner", "final", "app", "deploy", "server",
    };

    public override string What => "The last stage of a Dockerfile is for development, tests or scans.";

    public override string Why => "docker build without --target makes the last stage: what is deployed has the compilers, the watcher or the scanner, and not the server's command.";

    public override string Fix => "The production stage last, or a target wherever it is built.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim AS production
        COPY . /app
        CMD ["node", "/app/server.js"]
        FROM node:22 AS development
        COPY . /app
        CMD ["npx", "nodemon", "/app/server.js"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22 AS development
        COPY . /app
        CMD ["npx", "nodemon", "/app/server.js"]
        FROM node:22-slim AS production
        COPY . /app
        CMD ["node", "/app/server.js"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var file in model.Dockerfiles.Values.Where(file => file.Stages.Count > 1))
        {
            var last = file.Stages[^1];
            if (last.Name is not { } name || !Other.Contains(name.Text) || file.Stages.SkipLast(1).FirstOrDefault(IsProduction) is not { } meant)
                continue;
            // Where each service that builds it names a target, the order does not matter.
            var builds = model.Workloads.Where(workload => workload.Service?["build"] is not null && workload.Build?.Dockerfile == file).ToArray();
            if (builds.Length == 0 || builds.Any(build => build.Service!["build"]!.Find("target") is null))
                yield return At(name.Place, $"a build without --target makes the stage {name.Text}, and {meant.Name!.Text} is above it.", $"the stage {meant.Name.Text} last, or --target {meant.Name.Text}").With(meant.Name.Place, "the stage for production");
        }
    }

    private static bool IsProduction(Stage stage) => stage.Name is { } name && Production.Contains(name.Text) && stage.Instructions.Any(item => item.Keyword is "CMD" or "ENTRYPOINT");
}

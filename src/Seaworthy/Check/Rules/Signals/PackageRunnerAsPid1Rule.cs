using Seaworthy.Deployment;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Signals;

/// <summary>npm start and its like as the container's command.</summary>
internal sealed class PackageRunnerAsPid1Rule() : Rule("package-runner-as-pid1", Severity.Error, RuleGroup.Signals)
{
    public override string What => "npm start, npx, nodemon, dotnet watch or another package runner stands in front of the server.";

    public override string Why =>
        "The runner takes the signal and ends, and the server goes down with it: npm start ended with exit 1, one version after 0.8 s and " +
        "another after 8 s, and the server's handler never ran. A fast stop does not prove a graceful one.";

    public override string Fix => "Start the server itself: node, python -m or dotnet with its file.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        WORKDIR /app
        COPY . .
        CMD ["npm", "start"]
        ==> package.json <==
        { "scripts": { "start": "node dist/server.js" } }
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        WORKDIR /app
        COPY . .
        CMD ["node", "dist/server.js"]
        ==> package.json <==
        { "scripts": { "start": "node dist/server.js" } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads.Where(workload => workload.Platform is Platform.Image or Platform.Systemd || workload.OverridesCommand))
        {
            var layers = workload.Launch.Layers.TakeWhile(layer => layer.Kind != LayerKind.Seaworthy).ToArray();
            if (Array.Find(layers, layer => layer.Kind == LayerKind.Runner) is not { } runner)
                continue;
            // Speaking over standard input, it ends when that closes, and no signal is needed.
            if (workload.Application.IsStdioOnly && workload.Build?.Exposed.Count is null or 0)
                continue;
            var program = workload.Launch.Program;
            var name = runner.Name is "dotnet" or "npm" or "yarn" or "pnpm" or "uv" or "poetry" ? $"{runner.Name} {runner.Words.Skip(1).FirstOrDefault()?.Text}" : runner.Name;
            var place = runner.Words[0].Place.File == runner.Words[^1].Place.File ? runner.Words[0].Place.To(runner.Words[^1].Place) : runner.Place;
            yield return At(place, SeverityOf(runner), $"{name} is in front of {(program is null ? "the server" : $"\"{program.Line}\"")} and takes the stop signal.",
                program is null ? "the server's own file" : ExecForm(program.Words)).With(program is not null && program.Place.File != place.File ? program.Place : null, "what it starts");
        }
    }

    private static Severity SeverityOf(Layer runner) => runner.Name switch
    {
        "dotnet" when runner.Words.Any(word => word.Text == "run") => Severity.Warning,
        "uv" or "uvx" or "poetry" or "pipenv" or "pdm" or "rye" or "bun" or "bunx" => Severity.Warning,
        _ => Severity.Error,
    };

    private static string ExecForm(IEnumerable<Located> words) =>
        "[" + string.Join(", ", words.Select(word => $"\"{word.Text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"")) + "]";
}

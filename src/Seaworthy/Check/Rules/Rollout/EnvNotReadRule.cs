using Seaworthy.Deployment;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A setting that nobody reads.</summary>
internal sealed class EnvNotReadRule() : Rule("env-not-read", Severity.Warning, RuleGroup.Rollout)
{
    private static readonly string[] Names = ["PORT", "HOST", "MCP_PORT", "MCP_HOST", "SERVER_PORT", "HTTP_PORT", "LISTEN_PORT"];

    public override string What => "A variable sets the host or the port, and the source never reads it.";

    public override string Why => "The server listens where its source says, whatever the variable: probes and published ports that follow the variable find nobody.";

    public override string Fix => "Read it in the source, or remove it.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        ENV MCP_PORT=8080
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        const app = express();
        app.listen(process.env.PORT ?? 3000, '0.0.0.0');
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        ENV PORT=8080
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        const app = express();
        app.listen(process.env.PORT ?? 3000, '0.0.0.0');
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads.Where(workload => workload.Application is { Runtime: Runtime.Node, IsHttp: true } && !workload.HasSeaworthy))
        {
            // A library may read it, or the whole environment is handed on.
            var read = workload.Application.All(SourceSign.ReadsVariable).Select(sign => sign.Text).ToHashSet(StringComparer.Ordinal);
            if (workload.Application.Has(SourceSign.ReadsAnyVariable) || read.Count == 0)
                continue;
            foreach (var name in Names.Where(name => !read.Any(text => text.Contains(name, StringComparison.Ordinal))))
            {
                var isHere = workload.Platform == Platform.Image || workload.Variable(name)?.Place.File != workload.Build?.File;
                // The command line may pass it on by itself.
                if (workload.Variable(name) is { } value && isHere && !workload.Launch.Layers.Any(layer => layer.Line.Contains(name, StringComparison.Ordinal)))
                    yield return At(value.Place, $"{name} is set, and the server's source does not read it.", $"process.env.{name} in the source, or no {name}").With(workload.Application.First(SourceSign.ServesHttp)?.Place, "the server");
            }
        }
    }
}

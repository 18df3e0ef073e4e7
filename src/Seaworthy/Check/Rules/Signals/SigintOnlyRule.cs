using Seaworthy.Deployment;
using Seaworthy.Deployment.Sources;

namespace Seaworthy.Check.Rules.Signals;

/// <summary>A handler for Ctrl-C and none for the signal of every platform.</summary>
internal sealed class SigintOnlyRule() : Rule("sigint-only", Severity.Error, RuleGroup.Signals)
{
    public override string What => "The server handles SIGINT and not SIGTERM.";

    public override string Why =>
        "SIGINT is what a terminal sends. Docker, Compose, Kubernetes and systemd send SIGTERM, for which there is no handler: it works on " +
        "the desk and is killed in production.";

    public override string Fix => "Register the same handler for SIGTERM.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        const app = express();
        const httpServer = app.listen(3000, '0.0.0.0');
        process.on('SIGINT', async () => { httpServer.closeAllConnections(); process.exit(0); });
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        const app = express();
        const httpServer = app.listen(3000, '0.0.0.0');
        const stop = async () => { httpServer.closeAllConnections(); process.exit(0); };
        process.on('SIGINT', stop);
        process.on('SIGTERM', stop);
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            var application = workload.Application;
            // uvicorn has handlers of its own, and a server that speaks over standard input ends with it.
            if (workload.HasSeaworthy || application.Has(SourceSign.TermHandler) || application.Has(SourceSign.Uvicorn) || !application.IsHttp)
                continue;
            if (application.First(SourceSign.IntHandler) is { } handler && workload.StopSignal?.Text is not ("SIGINT" or "INT" or "2"))
                yield return At(handler.Place, "SIGINT is handled and SIGTERM is not; every platform stops with SIGTERM.", "the same handler for SIGTERM");
        }
    }
}

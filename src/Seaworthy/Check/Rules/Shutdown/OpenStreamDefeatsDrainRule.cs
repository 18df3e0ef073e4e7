using Seaworthy.Deployment;
using Seaworthy.Deployment.Sources;

namespace Seaworthy.Check.Rules.Shutdown;

/// <summary>A graceful stop that an open event stream holds up for ever.</summary>
internal sealed class OpenStreamDefeatsDrainRule() : Rule("open-stream-defeats-drain", Severity.Error, RuleGroup.Shutdown)
{
    public override string What => "The stop waits for connections to end, with neither a deadline nor a forced close.";

    public override string Why =>
        "MCP clients hold an event stream open. server.close() reaps idle connections since Node 19 but never an open stream (still waiting " +
        "after 6 s), and neither does uvicorn (after 8 s): every stop ends in SIGKILL, with the calls that could have finished.";

    public override string Fix => "Close what is left after a deadline below the grace.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        const app = express();
        const httpServer = app.listen(3000, '0.0.0.0');
        process.on('SIGTERM', () => httpServer.close(() => process.exit(0)));
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        const app = express();
        const httpServer = app.listen(3000, '0.0.0.0');
        process.on('SIGTERM', () => {
          httpServer.close(() => process.exit(0));
          setTimeout(() => httpServer.closeAllConnections(), 20000).unref();
        });
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads.Where(workload => !workload.HasSeaworthy))
        {
            var application = workload.Application;
            var unbounded = application.Runtime == Runtime.Node && application.IsHttp && application.Has(SourceSign.TermHandler)
                && !application.Has(SourceSign.ForcedClose) && !application.Has(SourceSign.ForcedExit);
            if (unbounded && application.First(SourceSign.ServerClose) is { } close)
                yield return At(close.Place, "close() waits for every open stream, and nothing ends the wait.", "setTimeout(() => server.closeAllConnections(), 20000).unref() beside it");
            if (workload.Launch.Program is { Name: "uvicorn" } uvicorn && workload.Launch.Option("--timeout-graceful-shutdown") is null)
                yield return At(uvicorn.Place, "uvicorn waits for every open stream, without a deadline.", "--timeout-graceful-shutdown 5");
            else if (application.First(SourceSign.Uvicorn) is { } run && !application.Has(SourceSign.HostDrain))
                yield return At(run.Place, "uvicorn waits for every open stream, without a deadline.", "timeout_graceful_shutdown=5");
        }
    }
}

using Seaworthy.Deployment;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Signals;

/// <summary>A server that handles no signal.</summary>
internal sealed class NoSignalHandlerRule() : Rule("no-signal-handler", Severity.Error, RuleGroup.Signals)
{
    public override string What => "A Node HTTP server has no handler for SIGTERM, or a .NET server has no host.";

    public override string Why =>
        "As process 1, SIGTERM without a handler does nothing: the stop takes the whole grace and ends in SIGKILL (137), and every call in " +
        "flight is cut. Elsewhere SIGTERM ends the process at once, with the same result.";

    public override string Fix => "Handle SIGTERM and drain, or put seaworthy run in front.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        EXPOSE 3000
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        import express from 'express';
        const app = express();
        const httpServer = app.listen(3000, '0.0.0.0');
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        EXPOSE 3000
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        import express from 'express';
        const app = express();
        const httpServer = app.listen(3000, '0.0.0.0');
        process.on('SIGTERM', () => {
          httpServer.close(() => process.exit(0));
          setTimeout(() => httpServer.closeAllConnections(), 20000);
        });
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads.Where(workload => workload.Platform is Platform.Image or Platform.Systemd))
        {
            var application = workload.Application;
            if (workload.HasSeaworthy || !application.IsHttp || application.Has(SourceSign.TermHandler) || application.Has(SourceSign.IntHandler))
                continue;
            if (application.Runtime == Runtime.Node)
                yield return Report(workload, "the Node server has no handler for SIGTERM.", "process.on('SIGTERM', …) that drains, or seaworthy run --upstream … -- in front of the command");
            else if (application.Runtime == Runtime.DotNet && !application.Has(SourceSign.GenericHost))
                yield return Report(workload, "the .NET server has neither a host nor a handler for SIGTERM.", "WebApplication.CreateBuilder or Host.CreateApplicationBuilder, whose host handles SIGTERM");
        }
    }

    private Finding Report(Workload workload, string message, string advice) =>
        At(workload.Launch.Place, message, advice).With(workload.Application.First(SourceSign.ServesHttp)?.Place, "the server");
}

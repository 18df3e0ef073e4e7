using Seaworthy.Deployment;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Signals;

/// <summary>A server with children as process 1.</summary>
internal sealed class ChildrenWithoutReaperRule() : Rule("children-without-reaper", Severity.Warning, RuleGroup.Signals)
{
    public override string What => "A server that starts processes is process 1, and no init reaps what those leave behind.";

    public override string Why =>
        "Orphans become children of process 1. Node and Python reap only what they started themselves, so each grandchild that ends stays " +
        "as a zombie until the limit of processes is reached. .NET and seaworthy reap.";

    public override string Fix => "init: true in Compose, tini in the image, or seaworthy run.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        import { spawn } from 'node:child_process';
        const app = express();
        app.post('/run', (q, s) => spawn('sh', ['-c', q.body.tool]));
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        RUN apt-get update && apt-get install -y --no-install-recommends tini
        COPY . /app
        ENTRYPOINT ["tini", "--"]
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        import { spawn } from 'node:child_process';
        const app = express();
        app.post('/run', (q, s) => spawn('sh', ['-c', q.body.tool]));
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.On(Platform.Image))
        {
            if (workload.Application is not { Runtime: Runtime.Node or Runtime.Python } application || application.First(SourceSign.SpawnsChildren) is not { } spawn)
                continue;
            var runs = model.Workloads.Where(other => other.Platform != Platform.Image && other.Build?.File == workload.Build!.File).DefaultIfEmpty(workload).ToArray();
            if (Array.TrueForAll(runs, HasReaper))
                continue;
            yield return At(workload.Launch.Place, "the server is process 1 and starts processes; nobody reaps what those leave behind.",
                "init: true in Compose, ENTRYPOINT [\"tini\", \"--\"], or seaworthy run in front").With(spawn.Place, "processes are started here");
        }
    }

    private static bool HasReaper(Workload workload) => workload.Init is not null || workload.HasSeaworthy || workload.Launch.Find(LayerKind.Init) is not null
        || workload.Container?.Pod["shareProcessNamespace"] is { IsTrue: true };
}

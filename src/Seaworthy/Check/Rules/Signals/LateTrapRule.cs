using Seaworthy.Deployment;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Shell;

namespace Seaworthy.Check.Rules.Signals;

/// <summary>An entry script that sets its trap after slow work.</summary>
internal sealed class LateTrapRule() : Rule("late-trap", Severity.Warning, RuleGroup.Signals)
{
    private static readonly HashSet<string> Slow = new(StringComparer.Ordinal)
    {
        "sleep", "curl", "wget", "npm", "npx", "yarn", "pnpm", "pip", "pip3", "uv", "apt-get", "apk", "psql", "pg_isready", "nc", "python", "python3",
        "node", "dotnet", "alembic", "prisma", "until", "while", "wait-for-it.sh", "git", "flyway", "migrate",
    };

    public override string What => "An entry script sets its trap after slow work.";

    public override string Why => "A stop during that work finds no trap: as process 1 the shell ignores SIGTERM, and the platform waits for its whole grace.";

    public override string Fix => "Set the trap first.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM debian:12-slim
        COPY entrypoint.sh /entrypoint.sh
        ENTRYPOINT ["/entrypoint.sh"]
        ==> entrypoint.sh <==
        #!/bin/sh
        until pg_isready -h db; do sleep 1; done
        trap 'kill -TERM "$child"' TERM
        /usr/local/bin/catalog &
        child=$!
        wait "$child"
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM debian:12-slim
        COPY entrypoint.sh /entrypoint.sh
        ENTRYPOINT ["/entrypoint.sh"]
        ==> entrypoint.sh <==
        #!/bin/sh
        trap 'kill -TERM "$child"; exit 143' TERM
        until pg_isready -h db; do sleep 1; done
        /usr/local/bin/catalog &
        child=$!
        wait "$child"
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var script in model.Workloads.SelectMany(workload => workload.Launch.Layers).Select(layer => layer.Script).OfType<EntryScript>())
        {
            if (script.TermTrap is not { } trap)
                continue;
            var slow = script.Commands.TakeWhile(command => command != trap).FirstOrDefault(command => Slow.Contains(command.Program));
            if (slow is not null && slow.Ending != "&")
            {
                yield return At(script.PlaceOf(trap), $"the trap is set after \"{slow.Program}\"; a stop before that is ignored.", "trap as the first command of the script")
                    .With(script.PlaceOf(slow), "the slow work");
            }
        }
    }
}

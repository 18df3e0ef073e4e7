using Seaworthy.Deployment;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Signals;

/// <summary>systemd's default, which signals every process of a service.</summary>
internal sealed class KillModeControlGroupRule() : Rule("kill-mode-control-group", Severity.Error, RuleGroup.Signals)
{
    private const string Setting = "KillMode=mixed";

    public override string What => "A unit whose main process has workers leaves KillMode at control-group.";

    public override string Why =>
        "systemd then sends SIGTERM to every process of the service at the same time: the workers end with their calls before the main " +
        "process can drain. KillMode=mixed signals the main process and kills what is left at the end.";

    public override string Fix => "Set KillMode=mixed.";

    public override string Bad => """
        ==> catalog.service <==
        [Service]
        ExecStart=/usr/local/bin/seaworthy run --listen http://127.0.0.1:3000 -- node /srv/catalog/server.js
        Restart=on-failure
        """;

    public override string Good => """
        ==> catalog.service <==
        [Service]
        KillMode=mixed
        ExecStart=/usr/local/bin/seaworthy run --listen http://127.0.0.1:3000 -- node /srv/catalog/server.js
        Restart=on-failure
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.On(Platform.Systemd))
        {
            var mode = workload.Unit!.Service("KillMode");
            var parent = workload.Launch.Layers.FirstOrDefault(layer => layer.Kind is LayerKind.Seaworthy or LayerKind.Runner)?.Name
                ?? (workload.Application.Has(SourceSign.SpawnsChildren) ? "the server" : null);
            if (parent is null || mode is { Value.Text: not "control-group" })
                continue;
            var finding = At(mode?.Place ?? workload.Launch.Place,
                $"KillMode is control-group{(mode is null ? " (default)" : "")}: SIGTERM reaches the processes under {parent} directly and cuts their calls.", Setting);
            yield return finding.WithEdits(mode is not null ? new Edit(mode.Place, Setting) : Insertion.Before(workload.Launch.Place, Setting));
        }
    }
}

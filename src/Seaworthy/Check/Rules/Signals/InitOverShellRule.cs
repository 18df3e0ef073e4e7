using Seaworthy.Deployment;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Signals;

/// <summary>tini, or <c>init: true</c>, over a shell.</summary>
internal sealed class InitOverShellRule() : Rule("init-over-shell", Severity.Error, RuleGroup.Signals)
{
    public override string What => "An init stands in front of a shell that stands in front of the server.";

    public override string Why =>
        "The init forwards SIGTERM to the shell, which is no longer process 1 and dies of it at once: the container ends with 143, the " +
        "server is killed with it, and its handler never ran. What was a hang is now an instant kill without a drain.";

    public override string Fix => "Let the shell become the server with exec; the init may stay.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["sh", "-c", "echo starting; node /app/server.js"]
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            init: true
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["sh", "-c", "echo starting; exec node /app/server.js"]
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            init: true
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            var init = workload.Launch.Find(LayerKind.Init);
            var behind = init is null ? workload.Launch.Layers : workload.Launch.Layers.SkipWhile(layer => layer != init);
            var shell = behind.TakeWhile(layer => layer.Kind is not (LayerKind.Seaworthy or LayerKind.Runner)).FirstOrDefault(layer =>
                layer is { HandsOver: false, Kind: LayerKind.Shell or LayerKind.Script } && (layer.Kind == LayerKind.Script || layer.Shell != ShellKind.Unknown));
            // An init that the image brings is reported once, with the image.
            var isOfImage = workload.Platform != Platform.Image && workload.Init is null && !workload.OverridesCommand;
            if ((workload.Init ?? init?.Place) is not { } place || shell is null || isOfImage)
                continue;
            var inner = shell.Kind == LayerKind.Script ? $"the script {shell.Script?.File.Path ?? shell.Name}" : $"{shell.Name} -c";
            yield return At(place, $"{(workload.Init is null ? init!.Name : "init: true")} forwards SIGTERM to {inner}, which dies of it at once and takes the server along.",
                "exec in front of the command that is the server").With(shell.Place, "the shell that stays in front of the server");
        }
    }
}

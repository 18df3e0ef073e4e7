using Seaworthy.Deployment;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Shell;

namespace Seaworthy.Check.Rules.Shutdown;

/// <summary>A preStop command that the image does not have.</summary>
internal sealed class PrestopNeedsShellRule() : Rule("prestop-needs-shell", Severity.Error, RuleGroup.Shutdown)
{
    public override string What => "A preStop hook runs a shell or sleep in an image that has none.";

    public override string Why => "The hook fails at once, Kubernetes only notes an event, and SIGTERM comes without the delay: requests still arrive at a server that is going.";

    public override string Fix => "Use the native sleep hook, which needs nothing in the image (Kubernetes 1.30).";

    public override string Bad => """
        ==> deployment.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          template:
            spec:
              containers:
                - name: catalog
                  image: gcr.io/distroless/nodejs22-debian12
                  lifecycle:
                    preStop:
                      exec:
                        command: ["sh", "-c", "sleep 5"]
        """;

    public override string Good => """
        ==> deployment.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          template:
            spec:
              containers:
                - name: catalog
                  image: gcr.io/distroless/nodejs22-debian12
                  lifecycle:
                    preStop:
                      sleep:
                        seconds: 5
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            if (workload.PreStop is not { Command: { Count: > 0 } words } hook)
                continue;
            var tool = ShellCommand.NameOf(words[0].Text);
            if (tool is not ("sh" or "bash" or "ash" or "sleep"))
                continue;
            var seconds = hook.Sleep is { } sleep ? (int)sleep.TotalSeconds : 5;
            switch (workload.Has(tool))
            {
                case Presence.Absent:
                    yield return At(hook.Place, $"the preStop hook needs {tool}, and {workload.ImageName} has none.", $"preStop: {{ sleep: {{ seconds: {seconds} }} }}")
                        .With(workload.Build?.BaseName?.Place, "the base image");
                    break;
                case Presence.Unknown:
                    yield return CannotTell(hook.Place, $"the preStop hook needs {tool}; whether {workload.ImageName} has it is not known.");
                    break;
            }
        }
    }
}

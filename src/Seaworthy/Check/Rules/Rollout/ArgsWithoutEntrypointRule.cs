using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>Flags in the place of a program.</summary>
internal sealed class ArgsWithoutEntrypointRule() : Rule("args-without-entrypoint", Severity.Error, RuleGroup.Rollout)
{
    public override string What => "args of Kubernetes, or command of Compose, are flags, and the image has no ENTRYPOINT that would take them.";

    public override string Why => "They replace CMD: the runtime tries to start a program named --port, and the container never starts.";

    public override string Fix => "ENTRYPOINT in the image, or the whole command.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM python:3.13-slim
        COPY . /app
        CMD ["python", "-m", "catalog"]
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              args: ["--port", "8000"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM python:3.13-slim
        COPY . /app
        ENTRYPOINT ["python", "-m", "catalog"]
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              args: ["--port", "8000"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads.Where(workload => workload.Build is { Entrypoint: null, Facts.Entrypoint: { Count: 0 } }))
        {
            var arguments = workload.Container is { } container && !container.Map.Has("command") ? container.Map["args"]
                : workload.Service is { } service && !service.Map.Has("entrypoint") ? service["command"] : null;
            if (arguments?.Scalars.FirstOrDefault() is not { } first || !first.Text.StartsWith('-'))
                continue;
            yield return At(first.Place, $"{first.Text.Split(' ')[0]} would be the program that is started: the image has no ENTRYPOINT.", workload.Build!.IsPublished ? "the whole command, or ContainerAppCommandInstruction Entrypoint in the project" : "the whole command, or ENTRYPOINT in the image")
                .With(workload.Build.Cmd?.Place ?? workload.Build.From, "what it replaces");
        }
    }
}

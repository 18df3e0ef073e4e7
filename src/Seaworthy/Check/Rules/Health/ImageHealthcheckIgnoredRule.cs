using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>HEALTHCHECK under Kubernetes.</summary>
internal sealed class ImageHealthcheckIgnoredRule() : Rule("image-healthcheck-ignored", Severity.Info, RuleGroup.Health)
{
    public override string What => "An image has a HEALTHCHECK, and Kubernetes runs it without probes.";

    public override string Why => "Kubernetes ignores HEALTHCHECK. Who reads the Dockerfile believes that the server is watched, and it is not.";

    public override string Fix => "Probes in the manifest that ask the same.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        HEALTHCHECK --start-period=10s CMD ["node", "/app/probe.js"]
        CMD ["node", "/app/server.js"]
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        HEALTHCHECK --start-period=10s CMD ["node", "/app/probe.js"]
        CMD ["node", "/app/server.js"]
        ==> pod.yaml <==
        apiVersion: v1
        kind: Pod
        metadata: { name: catalog }
        spec:
          containers:
            - name: catalog
              image: registry.example/catalog:1.0
              readinessProbe: { httpGet: { path: /health/ready, port: 3000 } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model) =>
        from workload in model.On(Platform.Kubernetes)
        where workload is { Checks.Count: 0, Build.Healthcheck.Test: not null } && workload.Container!.Owner.IsService
        select At(workload.Name.Place, $"{workload.Name.Text} has no probe; Kubernetes ignores the image's HEALTHCHECK.", "readinessProbe and livenessProbe")
            .With(workload.Build!.Healthcheck!.Instruction.Place, "the HEALTHCHECK");
}

using Seaworthy.Deployment;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Workloads;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Check.Rules.Shutdown;

/// <summary>A pod behind a Service that stops before the cluster has noticed.</summary>
internal sealed class NoEndpointDrainRule() : Rule("no-endpoint-drain", Severity.Warning, RuleGroup.Shutdown)
{
    private const string Service = """
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: catalog }
        spec:
          selector: { app: catalog }
          ports: [{ port: 80, targetPort: 3000 }]
        """;

    public override string What => "A pod behind a Service has neither a preStop delay nor a server that announces its end.";

    public override string Why =>
        "Kubernetes takes the pod out of the Service at the same time as it sends SIGTERM. For a moment requests still arrive, and a server " +
        "that closes its listener at once refuses them.";

    public override string Fix => "A preStop sleep of 5 s, with the grace raised by as much; or a server that announces (seaworthy run does).";

    public override string Bad => """
        ==> k8s.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          selector: { matchLabels: { app: catalog } }
          template:
            metadata: { labels: { app: catalog } }
            spec:
              containers:
                - name: catalog
                  image: registry.example/catalog:1.0
                  ports: [{ containerPort: 3000 }]

        """ + Service;

    public override string Good => """
        ==> k8s.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          selector: { matchLabels: { app: catalog } }
          template:
            metadata: { labels: { app: catalog } }
            spec:
              containers:
                - name: catalog
                  image: registry.example/catalog:1.0
                  ports: [{ containerPort: 3000 }]
                  lifecycle:
                    preStop:
                      sleep: { seconds: 5 }

        """ + Service;

    // Nobody sets it for a server that does not read it; the image itself may be built elsewhere.
    private static bool Announces(Workload workload) =>
        workload.Variable("SEAWORTHY_SHUTDOWN_DELAY") is { } delay && DurationText.TryParse(delay.Text, out var value) && value > TimeSpan.Zero;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.On(Platform.Kubernetes))
        {
            var container = workload.Container!;
            // Only containers with ports are served from; sidecars have their own ways.
            if (!container.Owner.IsService || container.Map["ports"] is null || workload.PreStop is not null || workload.HasSeaworthy || Announces(workload))
                continue;
            // A database ends its clients' connections either way, and they come again.
            if (workload.Image is { } image && ImageReference.Parse(image.Text).IsStore)
                continue;
            if (container.Set.ServicesOf(container.Owner).FirstOrDefault() is { } service)
            {
                yield return At(workload.Name.Place, $"{workload.Name.Text} stops at SIGTERM while the Service {service.Name.Text} still sends requests.",
                    "lifecycle: { preStop: { sleep: { seconds: 5 } } } and terminationGracePeriodSeconds raised by 5").With(service.Name.Place, "the Service");
            }
        }
    }
}

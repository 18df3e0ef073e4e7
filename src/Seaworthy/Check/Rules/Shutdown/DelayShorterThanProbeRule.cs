using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;
using Seaworthy.Deployment.Workloads;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Check.Rules.Shutdown;

/// <summary>A balancer with health checks of its own that notices later than the server announces.</summary>
internal sealed class DelayShorterThanProbeRule() : Rule("delay-shorter-than-probe", Severity.Warning, RuleGroup.Shutdown)
{
    private const string Aws = "service.beta.kubernetes.io/aws-load-balancer-healthcheck-";
    private const string DigitalOcean = "service.beta.kubernetes.io/do-loadbalancer-healthcheck-";

    private const string Service = """
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: catalog
          annotations:
            service.beta.kubernetes.io/aws-load-balancer-healthcheck-interval: "10"
            service.beta.kubernetes.io/aws-load-balancer-healthcheck-unhealthy-threshold: "3"
        spec:
          type: LoadBalancer
          selector: { app: catalog }
          ports: [{ port: 80, targetPort: 3000 }]
        """;

    private static readonly TimeSpan InKubernetes = TimeSpan.FromSeconds(5);

    private static readonly (string Interval, string Failures)[] Annotations =
    [
        ("alb.ingress.kubernetes.io/healthcheck-interval-seconds", "alb.ingress.kubernetes.io/unhealthy-threshold-count"),
        (Aws + "interval", Aws + "unhealthy-threshold"),
        (DigitalOcean + "check-interval-seconds", DigitalOcean + "unhealthy-threshold"),
    ];

    public override string What => "The shutdown delay is shorter than the balancer's interval × failures.";

    public override string Why =>
        "A balancer with health checks of its own learns only from them that a server is going. If the server stops serving before as many " +
        "checks have failed as it takes, requests are still sent there.";

    public override string Fix => "A delay (shutdown delay plus preStop) above interval × failures, inside the grace.";

    public override string Bad => """
        ==> k8s.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          template:
            metadata: { labels: { app: catalog } }
            spec:
              containers:
                - name: catalog
                  image: registry.example/catalog:1.0
                  command: ["seaworthy", "run", "--listen", "http://0.0.0.0:3000", "--", "catalog"]

        """ + Service;

    public override string Good => """
        ==> k8s.yaml <==
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
        spec:
          template:
            metadata: { labels: { app: catalog } }
            spec:
              terminationGracePeriodSeconds: 75
              containers:
                - name: catalog
                  image: registry.example/catalog:1.0
                  command: ["seaworthy", "run", "--listen", "http://0.0.0.0:3000", "--shutdown-timeout", "70s", "--shutdown-delay", "35s", "--", "catalog"]

        """ + Service;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.On(Platform.Kubernetes))
        {
            var container = workload.Container!;
            if (container.Map["ports"] is null && workload.Launch.Find(LayerKind.Seaworthy) is null)
                continue;
            foreach (var balancer in container.Set.ServicesOf(container.Owner).Concat(container.Set.Of("Ingress")))
            {
                foreach (var finding in Judge(workload, balancer.Map.Find("metadata", "annotations")?.Map))
                    yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Judge(Workload workload, MapNode? annotations)
    {
        foreach (var (interval, failures) in Annotations)
        {
            if (Number(annotations?[interval]) is not { } seconds)
                continue;
            var needed = TimeSpan.FromSeconds((double)seconds * (Number(annotations![failures]) ?? 2));
            var (delay, place) = Delay(workload);
            if (delay < needed)
            {
                yield return At(annotations.Entry(interval)!.Place, $"the balancer needs {DurationText.Format(needed)} to notice, and {workload.Name.Text} goes after {DurationText.Format(delay)}.",
                    $"--shutdown-delay {DurationText.Format(needed + InKubernetes)}, with --shutdown-timeout and the grace raised by as much").With(place, "the delay");
            }
        }
    }

    private static (TimeSpan Delay, Place Place) Delay(Workload workload)
    {
        var preStop = workload.PreStop?.Sleep ?? TimeSpan.Zero;
        if (!workload.HasSeaworthy)
            return (preStop, workload.PreStop?.Place ?? workload.Name.Place);
        var set = workload.Launch.Option("--shutdown-delay") ?? workload.Variable("SEAWORTHY_SHUTDOWN_DELAY");
        return set is not null && DurationText.TryParse(set.Text, out var delay)
            ? (preStop + delay, set.Place) : (preStop + InKubernetes, workload.Launch.Place);
    }

    private static int? Number(Node? node) =>
        int.TryParse(node?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 100_000 ? number : null;
}

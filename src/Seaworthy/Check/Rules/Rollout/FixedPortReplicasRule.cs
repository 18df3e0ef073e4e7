using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Compose;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>Two containers at one port of the host.</summary>
internal sealed class FixedPortReplicasRule() : Rule("fixed-port-replicas", Severity.Error, RuleGroup.Rollout)
{
    public override string What => "A Compose service with several replicas publishes a fixed port.";

    public override string Why => "The second container cannot bind the port of the host: it stays down, or the start fails.";

    public override string Fix => "No fixed host port, or a range; a proxy in front.";

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            ports: ["3000:3000"]
            deploy: { replicas: 2 }
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            expose: ["3000"]
            deploy: { replicas: 2 }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var service in model.On(Platform.Compose).Select(workload => workload.Service!))
        {
            if (Count(service) <= 1 || service.Map.Find("deploy", "endpoint_mode") is not null)
                continue;
            foreach (var port in (service["ports"]?.Items ?? []).Select(Fixed).OfType<Located>())
                yield return At(port.Place, $"the port {port.Text} of the host can be bound once, and {service.Name.Text} runs {service.Replicas!.Text} times.", "only the container's port, with a proxy in front").With(service.Replicas.Place, "the replicas");
        }
    }

    private static int Count(ComposeService service) => int.TryParse(service.Replicas?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;

    private static Located? Fixed(Deployment.Trees.Node port)
    {
        if (port.Map is { } map)
            return map["published"]?.Located is { } published && !published.Text.Contains('-', StringComparison.Ordinal) && map["mode"]?.Text != "ingress" ? published : null;
        var parts = (port.Text ?? "").Split('/')[0].Split(':');
        return parts.Length < 2 || parts[^2].Length == 0 || parts[^2].Contains('-', StringComparison.Ordinal) ? null : new(parts[^2], port.Place);
    }
}

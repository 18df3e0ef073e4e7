using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>Two containers of one name.</summary>
internal sealed class ContainerNameReplicasRule() : Rule("container-name-replicas", Severity.Error, RuleGroup.Rollout)
{
    public override string What => "A Compose service with several replicas has a container_name.";

    public override string Why => "Names are unique on a host: Compose refuses to start the second container, or the whole service.";

    public override string Fix => "Leave container_name out.";

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            container_name: catalog
            deploy: { replicas: 2 }
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            deploy: { replicas: 2 }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var service in model.On(Platform.Compose).Select(workload => workload.Service!))
        {
            if (service is not { Replicas: { } replicas } || service["container_name"]?.Located is not { } name)
                continue;
            if (int.TryParse(replicas.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 1)
                yield return At(name.Place, $"only one container can be called {name.Text}, and {service.Name.Text} runs {replicas.Text} times.", "no container_name").With(replicas.Place, "the replicas");
        }
    }
}

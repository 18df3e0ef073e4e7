using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Resources;

/// <summary>Two limits for the same thing.</summary>
internal sealed class LimitsDisagreeRule() : Rule("limits-disagree", Severity.Error, RuleGroup.Resources)
{
    public override string What => "mem_limit and deploy.resources.limits.memory, or a request and its limit, say different things.";

    public override string Why => "Which of the two holds depends on the version of Compose; newer ones refuse the file. Kubernetes refuses a request above its limit.";

    public override string Fix => "Say it once.";

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            mem_limit: 256m
            deploy: { resources: { limits: { memory: 512M } } }
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            deploy: { resources: { limits: { memory: 512M } } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var service in model.On(Platform.Compose).Select(workload => workload.Service!))
        {
            var old = service["mem_limit"]?.Located;
            var deploy = service.Map.Find("deploy", "resources", "limits", "memory")?.Located;
            if (old is not null && deploy is not null && ByteSize.Compose(old.Text) != ByteSize.Compose(deploy.Text))
                yield return At(old.Place, $"mem_limit is {old.Text}, and deploy.resources.limits.memory is {deploy.Text} at {deploy.Place.Short}.", "one of the two").With(deploy.Place, "the other limit");
            if (service.Map.Find("deploy", "resources", "reservations", "memory")?.Located is { } reserved && deploy is not null && ByteSize.Compose(reserved.Text) > ByteSize.Compose(deploy.Text))
                yield return At(reserved.Place, $"the reservation {reserved.Text} is above the limit {deploy.Text} at {deploy.Place.Short}.", $"at most {deploy.Text}").With(deploy.Place, "the limit");
        }
        foreach (var container in model.On(Platform.Kubernetes).Select(workload => workload.Container!))
        {
            foreach (var name in (string[])["memory", "cpu"])
            {
                var request = container.Map.Find("resources", "requests", name)?.Located;
                var limit = container.Map.Find("resources", "limits", name)?.Located;
                if (request is not null && limit is not null && ByteSize.Kubernetes(request.Text) > ByteSize.Kubernetes(limit.Text))
                    yield return At(request.Place, $"the {name} request {request.Text} is above the limit {limit.Text} at {limit.Place.Short}.", $"at most {limit.Text}").With(limit.Place, "the limit");
            }
        }
    }
}

using Seaworthy.Deployment;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A log that grows until the disk is full.</summary>
internal sealed class NoLogRotationRule() : Rule("no-log-rotation", Severity.Warning, RuleGroup.Rollout)
{
    public override string What => "A Compose service writes its log without a limit.";

    public override string Why => "Docker's json-file keeps everything for ever: a server that logs each call fills the disk, and then everything on the machine stops.";

    public override string Fix => "logging: { driver: json-file, options: { max-size: 100m, max-file: \"3\" } }";

    public override string Bad => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            ports: ["3000:3000"]
        """;

    public override string Good => """
        ==> compose.yaml <==
        services:
          catalog:
            image: registry.example/catalog:1.0
            ports: ["3000:3000"]
            logging: { driver: json-file, options: { max-size: 100m, max-file: "3" } }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var service in model.On(Platform.Compose).Select(workload => workload.Service!).Where(service => !service.Map.Has("profiles")))
        {
            var logging = service["logging"]?.Map;
            var driver = logging?["driver"]?.Text;
            // local rotates by itself, and the other drivers send the log away.
            if (driver is not (null or "json-file") || logging?.Find("options", "max-size") is not null)
                continue;
            yield return At(service.Map.Entry("logging")?.KeyPlace ?? service.Name.Place, $"the log of {service.Name.Text} grows without a limit, unless the daemon sets one.", "logging: { driver: json-file, options: { max-size: 100m, max-file: \"3\" } }")
                .WithEdits(logging is null ? Insertion.IntoMap(service.Map, "logging: { driver: json-file, options: { max-size: 100m, max-file: \"3\" } }") : []);
        }
    }
}

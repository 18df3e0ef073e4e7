using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>Ports that do not agree.</summary>
internal sealed class ProbePortMismatchRule() : Rule("probe-port-mismatch", Severity.Error, RuleGroup.Health)
{
    public override string What => "A probe, EXPOSE, a published port or a Service's targetPort names another port than the server listens on.";

    public override string Why => "Nothing answers there: the probe never succeeds, or requests are refused, although the server runs.";

    public override string Fix => "One port everywhere.";

    public override IReadOnlyList<string> Aliases => ["liveness-port", "readiness-port", "startup-port"];

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        ENV PORT=3000
        EXPOSE 3000
        CMD ["seaworthy", "run", "--", "node", "/app/server.js"]
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            stop_grace_period: 35s
            ports: ["80:8080"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        ENV PORT=3000
        EXPOSE 3000
        CMD ["seaworthy", "run", "--", "node", "/app/server.js"]
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            stop_grace_period: 35s
            ports: ["80:3000"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            var listens = Ports.ListenPort(workload);
            foreach (var finding in Probes(workload, listens).Concat(Published(workload, listens)).Concat(Targets(workload, listens)))
                yield return finding;
        }
    }

    private IEnumerable<Finding> Probes(Workload workload, (int Port, Place Place, string What)? listens)
    {
        foreach (var check in workload.Checks.Where(check => check.Source != CheckSource.Image || workload.Platform == Platform.Image))
        {
            foreach (var (url, word) in check.Urls.Where(item => item.Url.IsLoopback))
            {
                if (Known(workload, listens) is var (known, place, what) && !known.Contains(url.Port))
                    yield return Report(word.Place, $"{check.Setting} asks port {url.Port}", known[0], place, what);
            }
            if (check.Port is { } port && workload.Container is { } container)
            {
                if (container.Port(port) is not { } number)
                    yield return At(port.Place, $"{check.Setting} names the port {port.Text}, which the container does not have.", "the name or number of one of the container's ports");
                else if (Told(workload, listens) is var (real, at, by) && !real.Contains(number) && !IsOneOfSeveral(container, number))
                    yield return Report(port.Place, $"{check.Setting} asks port {number}", real[0], at, by);
            }
        }
    }

    // A server with several ports may have a listener of its own for health.
    private static bool IsOneOfSeveral(Deployment.Kubernetes.PodContainer container, int number) => container.Map["ports"]?.Items is { Count: > 1 } ports
        && ports.Any(port => port.Find("containerPort")?.Text == number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The ports that may be asked: what it listens on, or else what the image exposes.</summary>
    private static (int[] Ports, Place Place, string What)? Known(Workload workload, (int Port, Place Place, string What)? listens)
    {
        if (listens is var (port, place, what) && listens is not null)
            return ([port], place, what);
        return workload.Build is { Exposed.Count: > 0 } image ? ([.. image.Exposed.Select(item => item.Port)], image.Exposed[0].Place, image.PortSetting) : null;
    }

    // EXPOSE is often that of an image below; ContainerPort is only written by who knows the server.
    private static (int[] Ports, Place Place, string What)? Told(Workload workload, (int Port, Place Place, string What)? listens) =>
        listens is not null || workload.Build?.IsPublished is true ? Known(workload, listens) : null;

    private IEnumerable<Finding> Published(Workload workload, (int Port, Place Place, string What)? listens)
    {
        if (Told(workload, listens) is not var (real, place, what))
            yield break;
        if (workload.Platform == Platform.Image && workload.Build!.Exposed.Count > 0 && !workload.Build.Exposed.Any(item => real.Contains(item.Port)))
            yield return Report(workload.Build.Exposed[0].Place, $"{workload.Build.PortSetting} says {workload.Build.Exposed[0].Port}", real[0], place, what, workload.Build.IsPublished ? "ContainerPort " : "port ");
        var targets = (workload.Service?["ports"]?.Items ?? []).Select(item => (item.Map?["target"]?.Text ?? item.Text?.Split('/')[0].Split(':')[^1], item.Place)).ToArray();
        // Several ports may be of several listeners; one alone must be the one.
        if (targets is [({ } target, var at)] && int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && !real.Contains(number))
            yield return Report(at, $"the port {number} of the container is published", real[0], place, what);
    }

    private IEnumerable<Finding> Targets(Workload workload, (int Port, Place Place, string What)? listens)
    {
        if (workload.Container is not { } container || container.Map["ports"] is not { Items.Count: > 0 } || (container.Pod["containers"]?.Items.Count ?? 0) > 1)
            yield break;
        foreach (var service in container.Set.ServicesOf(container.Owner))
        {
            foreach (var port in service.Spec?["ports"]?.Items ?? [])
            {
                var target = port.Find("targetPort") ?? port.Find("port");
                if (target is null)
                    continue;
                var declared = container.Map["ports"]!.Items.Select(item => item.Find("containerPort")?.Text).ToArray();
                var number = container.Port(target);
                if (number is null || !declared.Contains(number.Value.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal))
                {
                    yield return At(target.Place, $"the Service {service.Name.Text} sends to port {target.Text}, and {workload.Name.Text} has {string.Join(", ", declared)}.",
                        $"targetPort: {declared[0]}").With(container.Map.Entry("ports")!.KeyPlace, "the container's ports");
                }
                // Several ports may be of several listeners; one alone must be the one.
                else if (declared.Length == 1 && Told(workload, listens) is var (real, place, what) && !real.Contains(number.Value))
                {
                    var written = int.TryParse(target.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? target : container.Map["ports"]!.Items[0].Find("containerPort")!;
                    yield return Report(written.Place, $"the Service {service.Name.Text} sends to port {number}", real[0], place, what);
                }
            }
        }
    }

    private Finding Report(Place place, string what, int real, Place where, string setting, string named = "port ") =>
        At(place, $"{what}, and the server listens on {real} ({setting} at {where.Short}).", $"{named}{real}").With(where, "the port it listens on");
}

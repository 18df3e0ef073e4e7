using System.Globalization;
using Seaworthy.Deployment;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>Several replicas, each with sessions of its own.</summary>
internal sealed class ReplicasWithSessionsRule() : Rule("replicas-with-sessions", Severity.Error, RuleGroup.Rollout)
{
    public override string What => "More than one replica of a server that keeps sessions in its memory, without affinity.";

    public override string Why => "The next request of a session reaches another replica, which does not know it: 404, and most clients do not start a new session by themselves.";

    public override string Fix => "sessionAffinity: ClientIP, affinity by the Mcp-Session-Id header, one replica, or seaworthy run, whose session ids any replica can read.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        const transports = {};
        app.post('/mcp', (req, res) => { const sessionId = req.headers['mcp-session-id']; transports[sessionId] = new StreamableHTTPServerTransport(); });
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            deploy: { replicas: 2 }
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        const transports = {};
        app.post('/mcp', (req, res) => { const sessionId = req.headers['mcp-session-id']; transports[sessionId] = new StreamableHTTPServerTransport(); });
        ==> compose.yaml <==
        services:
          catalog:
            build: .
            deploy: { replicas: 1 }
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            // What is bridged over standard input has its sessions in seaworthy, which seals them into their ids.
            if (workload.HasSeaworthy || workload.Application.First(SourceSign.SessionMap) is not { } sessions)
                continue;
            if (workload.Service is { Replicas: { } replicas } && int.TryParse(replicas.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 1 && !IsSticky(workload))
                yield return Report(replicas.Place, count, sessions.Place);
            if (workload.Container is not { Replicas: > 1 and var number } container)
                continue;
            var services = container.Set.ServicesOf(container.Owner).ToArray();
            if (services.Length > 0 && services.All(service => service.Spec?["sessionAffinity"]?.Text is not "ClientIP") && !HasIngressAffinity(container))
                yield return Report(container.Owner.Spec?["replicas"]?.Place ?? container.Name.Place, number, sessions.Place);
        }
    }

    private Finding Report(Deployment.Text.Place place, int count, Deployment.Text.Place sessions) =>
        At(place, $"{count} replicas, and each keeps its own sessions in memory.", "sessionAffinity: ClientIP on the Service, or one replica").With(sessions, "sessions are kept here");

    private static bool IsSticky(Workload workload) => workload.Service!["labels"]?.Map?.Entries.Any(entry => entry.Name.Contains("sticky", StringComparison.Ordinal)) is true;

    private static bool HasIngressAffinity(Deployment.Kubernetes.PodContainer container) => container.Set.Of("Ingress").Concat(container.Set.Of("Service")).Concat(container.Set.Of("HTTPRoute")).Any(item =>
        item.Map.Find("metadata", "annotations")?.Map?.Entries.Any(entry => entry.Name.Contains("affinity", StringComparison.Ordinal) || entry.Name.Contains("sticky", StringComparison.Ordinal)
            || entry.Name.Contains("upstream-hash-by", StringComparison.Ordinal) || entry.Value.Text?.Contains("stickiness", StringComparison.Ordinal) is true) is true
        || item.Map.Place.Text.Contains("sessionPersistence", StringComparison.Ordinal));
}

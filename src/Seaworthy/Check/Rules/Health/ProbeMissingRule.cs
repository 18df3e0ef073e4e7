using Seaworthy.Deployment;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Kubernetes;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>A server that nobody asks whether it is well.</summary>
internal sealed class ProbeMissingRule() : Rule("probe-missing", Severity.Error, RuleGroup.Health)
{
    public override string What => "A server has no health check: no HEALTHCHECK in image or Compose, or no readiness probe in Kubernetes.";

    public override string Why => "Without readiness Kubernetes sends requests as soon as the process exists, and a deploy goes on although nothing works. A hung server is running, and stays that way.";

    public override string Fix => "A readiness probe on /health/ready and a liveness probe on /health/live; HEALTHCHECK in the image, or healthcheck in Compose where dotnet publish makes the image, which cannot have one.";

    public override bool IsOurs => false;

    public override IReadOnlyList<string> Aliases => ["no-readiness-probe", "no-liveness-probe", "DL3057"];

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        EXPOSE 3000
        CMD ["node", "/app/server.js"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        EXPOSE 3000
        HEALTHCHECK --interval=30s --timeout=5s --start-period=15s --retries=3 CMD ["node", "/app/probe.js"]
        CMD ["node", "/app/server.js"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads)
        {
            if (workload.Container is { } container)
            {
                if (container.Owner.IsService && container.Map["ports"] is not null && workload.Checks.All(check => check.Source != CheckSource.Readiness))
                    yield return At(workload.Name.Place, $"{workload.Name.Text} has ports and no readinessProbe: it gets requests before it is ready.", Probe(workload, container));
            }
            else if (workload is { Service: { } service, Build.IsPublished: true, Checks.Count: 0, IsServer: true } && service["healthcheck"] is null && !SpeaksStdio(workload))
            {
                yield return At(workload.Name.Place, Severity.Warning, $"{workload.Name.Text} has no healthcheck, and the image that dotnet publish makes cannot have a HEALTHCHECK.", Healthcheck(workload))
                    .With(workload.Build.From, "the project");
            }
            else if (workload.Platform == Platform.Image && IsBareServer(workload, model))
            {
                yield return At(workload.Launch.Place, Severity.Warning, "the image serves a port and has no HEALTHCHECK.",
                    "HEALTHCHECK --interval=30s --timeout=5s --start-period=15s --retries=3 CMD [\"seaworthy\", \"health\"], or a probe with the server's runtime");
            }
        }
    }

    private static string Probe(Workload workload, PodContainer container)
    {
        var port = container.Map["ports"]!.Items is [var first, ..] && first.Find("containerPort")?.Text is { } named ? named : "PORT";
        return workload.Image is { } image && ImageReference.Parse(image.Text).IsStore
            ? $"readinessProbe: {{ tcpSocket: {{ port: {port} }} }}, or exec with its own client"
            : $"readinessProbe: {{ httpGet: {{ path: /health/ready, port: {port} }} }}";
    }

    private static string Healthcheck(Workload workload)
    {
        var words = workload.HasSeaworthy ? workload.Launch.Program?.Words.Take(2).Where(word => !word.Text.StartsWith('-')).Select(word => $"\"{word.Text}\"").ToArray() ?? [] : [];
        return words.Length > 0 ? $"healthcheck: {{ test: [\"CMD\", {string.Join(", ", words)}, \"health\"], start_period: 30s }} on {workload.Name.Text}"
            : $"healthcheck on {workload.Name.Text}, with a verb of the server's own that asks it (AddSeaworthy brings health){(workload.Has("curl") == Presence.Absent ? "; the base image has no curl" : "")}";
    }

    private static bool SpeaksStdio(Workload workload) =>
        workload.Launch.Layers.SelectMany(layer => layer.Words).Any(word => word.Text is "stdio" or "--stdio" or "--transport=stdio") || workload.Application.IsStdioOnly;

    /// <summary>An image with a port, of which nobody that runs it brings a check of his own.</summary>
    private static bool IsBareServer(Workload workload, DeploymentModel model)
    {
        var image = workload.Build!;
        // What dotnet publish makes has none, whatever the project says: where it runs, there it can be asked.
        if (image.IsPublished || image.Healthcheck is not null || image.Exposed.Count == 0 || (image.Cmd ?? image.Entrypoint) is null)
            return false;
        // One that speaks over standard input by default has nobody to ask.
        if (SpeaksStdio(workload))
            return false;
        var runs = model.Workloads.Where(other => other.Platform != Platform.Image && other.Build?.File == image.File).ToArray();
        return runs.Length == 0 || runs.Any(run => run.Checks.Count == 0 && run.Container is null);
    }
}

using Seaworthy.Deployment;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A port that nobody listens on.</summary>
internal sealed class StdioExposesPortRule() : Rule("stdio-exposes-port", Severity.Warning, RuleGroup.Rollout)
{
    public override string What => "A server that speaks only over standard input and output has a port, or a terminal.";

    public override string Why => "Nothing listens there: a published port refuses, and a probe never succeeds. A terminal (tty: true) mixes what is typed into the protocol and turns line ends round.";

    public override string Fix => "No EXPOSE; or seaworthy run in front, which serves it over HTTP.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        EXPOSE 3000
        CMD ["node", "/app/server.js"]
        ==> server.js <==
        const transport = new StdioServerTransport();
        await server.connect(transport);
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        EXPOSE 3000
        CMD ["seaworthy", "run", "--listen", "http://0.0.0.0:3000", "--", "node", "/app/server.js"]
        ==> server.js <==
        const transport = new StdioServerTransport();
        await server.connect(transport);
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads.Where(workload => workload.Application.IsStdioOnly && workload.Launch.Find(LayerKind.Seaworthy) is null))
        {
            // What bridges standard input to HTTP listens by itself.
            if (workload.Launch.Layers.Any(layer => layer.Line.Contains("supergateway", StringComparison.Ordinal) || layer.Line.Contains("mcp-proxy", StringComparison.Ordinal)))
                continue;
            var sign = workload.Application.First(Deployment.Sources.SourceSign.ServesStdio)!.Place;
            foreach (var place in Places(workload))
                yield return At(place, "the server speaks only over standard input and output: nothing listens there.", "no port, or seaworthy run in front").With(sign, "how it speaks");
            if (workload.Service?["tty"] is { IsTrue: true } terminal)
                yield return At(terminal.Place, "a terminal mixes what is typed into the protocol.", "stdin_open: true without tty").With(sign, "how it speaks");
        }
    }

    private static IEnumerable<Place> Places(Workload workload) => workload.Platform switch
    {
        Platform.Image => workload.Build!.Exposed.Select(port => port.Place),
        Platform.Compose when workload.Service!.Map.Entry("ports") is { } ports => [ports.KeyPlace],
        Platform.Kubernetes when workload.Container!.Map.Entry("ports") is { } ports => [ports.KeyPlace],
        _ => [],
    };
}

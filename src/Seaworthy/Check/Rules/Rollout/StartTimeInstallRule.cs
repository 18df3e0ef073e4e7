using Seaworthy.Deployment;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Rollout;

/// <summary>A start that downloads the server.</summary>
internal sealed class StartTimeInstallRule() : Rule("start-time-install", Severity.Warning, RuleGroup.Rollout)
{
    public override string What => "The server, or what it needs, is downloaded at each start.";

    public override string Why => "Each start waits for a registry, needs the network and may get another version; a start during its outage fails, and probes run out before it is up.";

    public override string Fix => "Install while building: npm ci, uv sync --frozen, pip install; and start what is there.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        ENTRYPOINT ["npx", "-y", "@modelcontextprotocol/server-everything@latest"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        RUN npm install --global @modelcontextprotocol/server-everything@2.0.0
        ENTRYPOINT ["mcp-server-everything"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var workload in model.Workloads.Where(workload => workload.Platform is Platform.Image or Platform.Systemd || workload.OverridesCommand))
        {
            foreach (var layer in workload.Launch.Layers.Where(layer => layer.Kind is LayerKind.Runner or LayerKind.Program))
            {
                if (Installs(layer) is { } what)
                    yield return At(layer.Words[0].Place, $"{what} downloads at each start.", "an installation while building, and its program as the command");
            }
            foreach (var (script, command) in workload.Launch.Layers.Select(layer => layer.Script).OfType<EntryScript>().SelectMany(script => script.Commands.Select(command => (script, command))))
            {
                if (command.Program is "pip" or "pip3" or "npm" or "apt-get" or "apk" && command.Words.Any(word => word.Text is "install" or "ci" or "add"))
                    yield return At(script.PlaceOf(command), $"{command.Program} downloads at each start.", "an installation while building");
            }
        }
    }

    private static string? Installs(Layer layer)
    {
        var words = layer.Words.Select(word => word.Text).ToArray();
        return layer.Name switch
        {
            "npx" when words.Any(word => word is "-y" or "--yes" || word.EndsWith("@latest", StringComparison.Ordinal)) => "npx",
            "uvx" => "uvx",
            "uv" when words.Contains("run") && !words.Any(word => word is "--no-sync" or "--frozen" or "--offline") => "uv run resolves and",
            "bunx" or "pnpx" => layer.Name,
            _ => null,
        };
    }
}

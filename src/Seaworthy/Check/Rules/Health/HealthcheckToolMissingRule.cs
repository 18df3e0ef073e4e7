using Seaworthy.Deployment;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>A health check with a program that the image does not have.</summary>
internal sealed class HealthcheckToolMissingRule() : Rule("healthcheck-tool-missing", Severity.Error, RuleGroup.Health)
{
    public override string What => "A health check calls curl or wget, which the image does not have.";

    public override string Why =>
        "The check fails every time, so the container is unhealthy for ever although it serves. The images of ASP.NET have neither since they are " +
        "small, slim images of Node and Python neither, Alpine has only BusyBox's wget, chiselled and distroless images nothing.";

    public override string Fix => "Probe with the server's own runtime, or seaworthy health; or install the tool.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        COPY . /app
        HEALTHCHECK --start-period=10s CMD ["curl", "-f", "http://127.0.0.1:8080/health"]
        ENTRYPOINT ["dotnet", "/app/Catalog.dll"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        COPY . /app
        HEALTHCHECK --start-period=10s CMD ["dotnet", "/app/Catalog.dll", "health"]
        ENTRYPOINT ["dotnet", "/app/Catalog.dll"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (workload, check) in CheckList.Of(model))
        {
            // Without a shell it fails before it can miss a tool; healthcheck-needs-shell says so.
            if (check.NeedsShell && workload.Has("sh") == Presence.Absent)
                continue;
            foreach (var word in check.Commands.Where(words => words.Count > 0).Select(words => words[0]))
            {
                var tool = ShellCommand.NameOf(word.Text);
                if (tool is not ("curl" or "wget"))
                    continue;
                var has = workload.Has(tool);
                if (has == Presence.Absent)
                {
                    yield return At(word.Place, $"{check.Setting} calls {tool}, and {workload.ImageName} has none: the container is never healthy.", Advice(workload) + (workload.Build?.IsPublished is true ? $"; or a ContainerBaseImage that has {tool}" : ""))
                        .With(workload.Build?.BaseName?.Place, "the base image");
                }
                else if (has == Presence.Unknown)
                {
                    yield return CannotTell(word.Place, $"{check.Setting} calls {tool}; whether {workload.ImageName} has it is not known.");
                }
            }
        }
    }

    private static string Advice(Workload workload) => workload.Application.Runtime switch
    {
        _ when workload.HasSeaworthy => "[\"seaworthy\", \"health\"]",
        Deployment.Sources.Runtime.Node => "[\"node\", \"-e\", \"fetch('http://127.0.0.1:PORT/health').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))\"]",
        Deployment.Sources.Runtime.Python => "[\"python\", \"-c\", \"import urllib.request as u; u.urlopen('http://127.0.0.1:PORT/health', timeout=3)\"]",
        Deployment.Sources.Runtime.DotNet => "the server's own health verb, as in [\"dotnet\", \"Server.dll\", \"health\"]",
        _ => "[\"seaworthy\", \"health\", \"--url\", \"http://127.0.0.1:PORT/health\"]",
    };
}

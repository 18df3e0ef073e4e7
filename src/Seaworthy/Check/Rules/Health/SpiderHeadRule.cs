using Seaworthy.Deployment;
using Seaworthy.Deployment.Shell;

namespace Seaworthy.Check.Rules.Health;

/// <summary>wget --spider, which sends HEAD.</summary>
internal sealed class SpiderHeadRule() : Rule("spider-head", Severity.Warning, RuleGroup.Health)
{
    public override string What => "A health check calls wget --spider, which sends HEAD, at a server that answers only GET.";

    public override string Why => "GNU wget sends HEAD with --spider, and an ASP.NET endpoint made by MapGet or MapHealthChecks answers 405: never healthy. BusyBox's wget sends GET either way.";

    public override string Fix => "wget -q -O /dev/null.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        RUN apt-get update && apt-get install -y wget
        COPY . /app
        HEALTHCHECK --start-period=10s CMD wget -q --spider http://127.0.0.1:8080/health
        ENTRYPOINT ["dotnet", "/app/Catalog.dll"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        RUN apt-get update && apt-get install -y wget
        COPY . /app
        HEALTHCHECK --start-period=10s CMD wget -q -O /dev/null http://127.0.0.1:8080/health
        ENTRYPOINT ["dotnet", "/app/Catalog.dll"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (workload, check) in CheckList.Of(model))
        {
            // Express answers HEAD wherever it answers GET; Kestrel's endpoints do not.
            if (workload.Application.Runtime != Deployment.Sources.Runtime.DotNet || workload.Facts?.HasBusyboxWget is true)
                continue;
            foreach (var words in check.Commands.Where(words => words.Count > 1 && ShellCommand.NameOf(words[0].Text) == "wget"))
            {
                if (words.FirstOrDefault(word => word.Text == "--spider") is { } spider)
                {
                    var finding = At(spider.Place, "wget --spider sends HEAD, which the server answers with 405.", "wget -q -O /dev/null");
                    yield return check.ShellCommandText is not null && spider.Place.Text == "--spider" ? finding.WithEdits(new Edit(spider.Place, "-O /dev/null")) : finding;
                }
            }
        }
    }
}

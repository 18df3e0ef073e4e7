using Seaworthy.Deployment;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check.Rules.Health;

/// <summary>BusyBox's wget at localhost.</summary>
internal sealed class WgetLocalhostRule() : Rule("wget-localhost", Severity.Warning, RuleGroup.Health)
{
    public override string What => "A health check calls BusyBox's wget with localhost.";

    public override string Why => "BusyBox's wget tries ::1 only, and a server at 0.0.0.0 does not listen there: connection refused, never healthy.";

    public override string Fix => "127.0.0.1 in place of localhost.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-alpine
        COPY . /app
        HEALTHCHECK --start-period=10s CMD wget -q -O /dev/null http://localhost:3000/health
        CMD ["node", "/app/server.js"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-alpine
        COPY . /app
        HEALTHCHECK --start-period=10s CMD wget -q -O /dev/null http://127.0.0.1:3000/health
        CMD ["node", "/app/server.js"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (workload, check) in CheckList.Of(model))
        {
            var isBusybox = workload.Facts?.HasBusyboxWget is true && workload.Build?.Runs.Any(run => run.Body.Text.Contains("wget", StringComparison.Ordinal)) is not true;
            foreach (var words in check.Commands.Where(words => isBusybox && words.Count > 1 && ShellCommand.NameOf(words[0].Text) == "wget"))
            {
                if (words.FirstOrDefault(word => word.Text.Contains("//localhost", StringComparison.Ordinal)) is not { } url)
                    continue;
                var finding = At(url.Place, "BusyBox's wget asks only ::1 for localhost, where a server at 0.0.0.0 does not listen.", url.Text.Replace("localhost", "127.0.0.1", StringComparison.Ordinal));
                yield return At(url.Place) is { } edit ? finding.WithEdits(edit) : finding;
            }
        }
    }

    private static Edit? At(Place place) => place.Text.IndexOf("localhost", StringComparison.Ordinal) is >= 0 and var found
        ? new(place.File.At(place.Start + found, "localhost".Length), "127.0.0.1") : null;
}

using Seaworthy.Deployment;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check.Rules.Health;

/// <summary>curl that takes a 503 for an answer.</summary>
internal sealed class CurlWithoutFailRule() : Rule("curl-without-fail", Severity.Warning, RuleGroup.Health)
{
    public override string What => "A health check calls curl without -f.";

    public override string Why => "curl ends with 0 whatever the server answers: 503 while it drains or its database is away counts as healthy.";

    public override string Fix => "curl -f.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22
        COPY . /app
        HEALTHCHECK --start-period=10s CMD curl http://127.0.0.1:3000/health
        CMD ["node", "/app/server.js"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22
        COPY . /app
        HEALTHCHECK --start-period=10s CMD curl -f http://127.0.0.1:3000/health
        CMD ["node", "/app/server.js"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (_, check) in CheckList.Of(model))
        {
            foreach (var words in check.Commands.Where(words => words.Count > 1 && ShellCommand.NameOf(words[0].Text) == "curl"))
            {
                // What looks at the status or the body itself has another way to fail.
                if (words.Any(Fails) || check.Commands.Count > 2 || check.Commands.Any(other => other.Count > 0 && other[0].Text is "grep" or "test" or "[" or "jq"))
                    continue;
                var finding = At(words[0].Place, "curl without -f ends with 0 also when the server answers 503.", "curl -f");
                // An array needs the option as a word of its own; there a person adds it.
                yield return check.ShellCommandText is not null && words[0].Place.Text == words[0].Text ? finding.WithEdits(new Edit(words[0].Place.File.At(words[0].Place.End, 0), " -f")) : finding;
            }
        }
    }

    private static bool Fails(Located word) => word.Text is "--fail" or "--fail-with-body" or "-w" or "--write-out"
        || (word.Text.StartsWith('-') && !word.Text.StartsWith("--", StringComparison.Ordinal) && word.Text.Contains('f', StringComparison.Ordinal));
}

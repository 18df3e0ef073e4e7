using Seaworthy.Deployment;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>A check that cannot fail.</summary>
internal sealed class VacuousCheckRule() : Rule("vacuous-check", Severity.Warning, RuleGroup.Health)
{
    public override string What => "A health check cannot fail, or does not ask the server.";

    public override string Why => "--version, exit 0, || true and their like end with 0 whether the server serves or hangs: worse than no check, because it looks like one.";

    public override string Fix => "Ask the server: /health.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        HEALTHCHECK --start-period=10s CMD node --version
        CMD ["node", "/app/server.js"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        HEALTHCHECK --start-period=10s CMD ["node", "/app/probe.js"]
        CMD ["node", "/app/server.js"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (_, check) in CheckList.Of(model).Where(item => item.Check.IsCommand))
        {
            if (Fault(check) is { } why)
                yield return At(check.ShellCommandText?.Place ?? check.Place, $"{check.Setting} {why}.", "a request to /health whose failure ends with 1");
        }
    }

    private static string? Fault(HealthCheck check)
    {
        if (check.Commands.Count == 0)
            return null;
        if (check.Commands.All(IsVacuous))
            return $"runs \"{string.Join(' ', check.Commands[0].Select(word => word.Text))}\", which says nothing about the server";
        if (check.Commands[^1] is [{ Text: "true" or ":" }] or [{ Text: "exit" }, { Text: "0" }])
            return "ends with 0 whatever happened before";
        var script = check.Commands.SelectMany(words => words).FirstOrDefault(word => word.Text.Contains("process.exit(0)", StringComparison.Ordinal) || word.Text.Contains("sys.exit(0)", StringComparison.Ordinal));
        return script is not null && OnlyZero(script.Text) ? "ends with 0 whatever the server answers" : null;
    }

    // A program's text that never throws, and exits only with 0, cannot fail.
    private static bool OnlyZero(string text) => !text.Contains("exit(1)", StringComparison.Ordinal) && !text.Contains("http", StringComparison.Ordinal)
        && !text.Contains('?', StringComparison.Ordinal) && !text.Contains("connect", StringComparison.Ordinal) && !text.Contains("import ", StringComparison.Ordinal);

    private static bool IsVacuous(IReadOnlyList<Located> words)
    {
        if (words.Count == 0)
            return true;
        var name = ShellCommand.NameOf(words[0].Text);
        return name is "true" or ":" or "echo" or "ls" || (name == "exit" && words.ElementAtOrDefault(1)?.Text is null or "0" && name == "exit")
            || (words.Count == 2 && words[1].Text is "--version" or "-v" or "-V" or "--help" or "version" && name is not ("test" or "["));
    }
}

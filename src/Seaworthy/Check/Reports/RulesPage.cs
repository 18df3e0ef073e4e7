using System.Globalization;
using System.Text;

namespace Seaworthy.Check.Reports;

/// <summary>docs/rules.md.</summary>
internal static class RulesPage
{
    private const string Opening = """
        # Rules of `seaworthy check`

        Every way of losing calls that `seaworthy check` looks for. A star marks rules that none of the linters we read has: hadolint,
        `docker build --check`, kube-linter, kube-score, Polaris, Dockle, Trivy, Checkov, KICS, dclint. A check mark marks rules that are proven: a
        test runs a wrong deployment and its fix in real containers, and sees the failure with the first alone
        (`tests/Seaworthy.ContainerTests/Truth`). `seaworthy explain RULE` shows the same at a terminal. A comment switches a rule off for its line and the next, with a reason: `# seaworthy: ignore RULE REASON`; for a whole file it is
        `# seaworthy: ignore-file RULE REASON`.

        This page is generated from the rules themselves.

        """;

    /// <summary>Writes the page.</summary>
    public static string Write(IReadOnlyList<Rule> rules)
    {
        var page = new StringBuilder(Opening);
        foreach (var group in rules.GroupBy(rule => rule.Group).OrderBy(group => group.Key))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n| Rule | Severity | What it finds |\n|---|---|---|\n");
            foreach (var rule in group)
                page.Append(CultureInfo.InvariantCulture, $"| [`{rule.Slug}`](#{rule.Slug}){(rule.IsOurs ? " ★" : "")}{(rule.IsProven ? " ✓" : "")} | {Report.Word(rule.Severity)} | {rule.What.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }
        foreach (var rule in rules.OrderBy(rule => rule.Group))
            Write(rule, page);
        return page.ToString();
    }

    private static void Write(Rule rule, StringBuilder page)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### {rule.Slug}\n\n{rule.What} {rule.Why}\n\n{rule.Fix}\n");
        if (rule.Aliases.Count > 0)
            page.Append(CultureInfo.InvariantCulture, $"\nElsewhere: {string.Join(", ", rule.Aliases)}.\n");
        page.Append(CultureInfo.InvariantCulture, $"\nWrong:\n\n```text\n{rule.Bad}\n```\n\nRight:\n\n```text\n{rule.Good}\n```\n");
    }
}

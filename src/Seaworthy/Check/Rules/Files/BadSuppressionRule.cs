using Seaworthy.Deployment;
using Seaworthy.Deployment.Files;

namespace Seaworthy.Check.Rules.Files;

/// <summary>A comment that switches nothing off.</summary>
internal sealed class BadSuppressionRule() : Rule("bad-suppression", Severity.Warning, RuleGroup.Files)
{
    public override string What => "A comment that should switch a rule off has no reason, or names no rule.";

    public override string Why => "Without a reason it does not count: whoever reads the file next must know why the finding was accepted.";

    public override string Fix => "# seaworthy: ignore RULE REASON";

    public override bool IsOurs => false;

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        # seaworthy: ignore shell-form-command
        CMD node server.js
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        # seaworthy: ignore shell-form-command a demonstration of what it does
        CMD node server.js
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        // Sources may speak of such comments in their texts.
        foreach (var comment in model.Files.All.Where(file => FileNames.KindOf(file.Path) != FileKind.Source).SelectMany(Suppression.Read))
        {
            var unknown = comment.Rules.FirstOrDefault(name => RuleCatalogue.Find(name) is null);
            if (comment.Rules.Count == 0 || unknown is not null)
                yield return At(comment.Place, unknown is null ? "the comment names no rule." : $"{unknown} is not a rule.", "# seaworthy: ignore RULE REASON; seaworthy rules lists the names");
            else if (comment.Reason.Length == 0)
                yield return At(comment.Place, $"{string.Join(", ", comment.Rules)} stays on: the comment gives no reason.", $"# seaworthy: ignore {string.Join(',', comment.Rules)} REASON");
        }
    }
}

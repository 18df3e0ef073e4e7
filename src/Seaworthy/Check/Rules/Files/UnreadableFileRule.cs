using Seaworthy.Deployment;

namespace Seaworthy.Check.Rules.Files;

/// <summary>A file that cannot be read, or breaks off.</summary>
internal sealed class UnreadableFileRule() : Rule("unreadable-file", Severity.Error, RuleGroup.Files)
{
    public override string What => "A deployment file cannot be read: it is broken, binary, too large or not accessible.";

    public override string Why => "What cannot be read is not checked, and its own tool will refuse it as well. The other files are checked all the same.";

    public override string Fix => "Mend the place that is named.";

    public override bool IsOurs => false;

    public override string Bad => """
        ==> Dockerfile <==
        FROM node:22-slim
        RUNN npm ci
        CMD ["node", "server.js"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM node:22-slim
        RUN npm ci
        CMD ["node", "server.js"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model) => model.Faults.Select(fault => At(fault.Place, fault.Text.TrimEnd('.') + ".", ""));
}

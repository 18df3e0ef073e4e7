using Seaworthy.Deployment;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Workloads;

namespace Seaworthy.Check.Rules.Health;

/// <summary>A health check for a shell in an image without one.</summary>
internal sealed class HealthcheckNeedsShellRule() : Rule("healthcheck-needs-shell", Severity.Error, RuleGroup.Health)
{
    public override string What => "A health check is text for a shell, and the image has no shell.";

    public override string Why => "HEALTHCHECK without an array, a test that is a text, and CMD-SHELL run /bin/sh -c. In chiselled, distroless and empty images that fails every time: never healthy.";

    public override string Fix => "Use the array form with a program of the image.";

    public override string Bad => """
        ==> Dockerfile <==
        FROM gcr.io/distroless/nodejs22-debian12
        COPY . /app
        HEALTHCHECK --start-period=10s CMD /nodejs/bin/node /app/probe.js
        CMD ["/app/server.js"]
        """;

    public override string Good => """
        ==> Dockerfile <==
        FROM gcr.io/distroless/nodejs22-debian12
        COPY . /app
        HEALTHCHECK --start-period=10s CMD ["/nodejs/bin/node", "/app/probe.js"]
        CMD ["/app/server.js"]
        """;

    public override IEnumerable<Finding> Check(DeploymentModel model)
    {
        foreach (var (workload, check) in CheckList.Of(model).Where(item => item.Check.NeedsShell))
        {
            if (workload.Has("sh") != Presence.Absent)
                continue;
            var array = check.Commands is [var words] && words.All(word => !word.Text.Contains('$', StringComparison.Ordinal))
                ? "[" + (check.Source == CheckSource.Compose ? "\"CMD\", " : "") + string.Join(", ", words.Select(word => $"\"{word.Text}\"")) + "]" : "an array with a program of the image";
            yield return At(check.Place, $"{check.Setting} needs a shell, and {workload.ImageName} has none: the container is never healthy.", array)
                .With(workload.Build?.BaseName?.Place, "the base image");
        }
    }
}

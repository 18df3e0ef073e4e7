using Seaworthy.Hosting.Contract;
using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.DockerfileQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>What the last stage of every image ends with: who runs what, where it listens, how it is asked.</summary>
internal static class ImageEnd
{
    /// <summary>The lines.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="variables">What the server is told.</param>
    public static Block Write(DeploymentPlan plan, params IEnumerable<Assignment> variables) => $"""
        {Block.When(plan.Front != Front.Library, $"""

            # One static file: PID 1, supervisor and HTTP front. It needs no shell and no library of this image.
            COPY --from={PlainName.Of(plan.SeaworthyImage)} /seaworthy {PlainName.Of(DeploymentPlan.SeaworthyPath)}
            """)}
        {Environment(variables)}
        # A number: Kubernetes' runAsNonRoot cannot judge a name.
        USER {plan.Project.User}
        EXPOSE {plan.Port}

        # Liveness and not readiness: Swarm replaces an unhealthy container, and that mends no database.
        # No shell and no curl: {Block.When(plan.Front == Front.Library, $"the server probes itself where it is set to listen.")}{Block.When(plan.Front != Front.Library, $"the program that serves also asks.")}
        HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
          CMD {Probe(plan, HealthPaths.Live)}

        # Exec form: {Block.When(plan.Front == Front.Library, $"the server itself")}{Block.When(plan.Front != Front.Library, $"seaworthy")} is PID 1 and gets SIGTERM, Docker's default stop signal, on which it drains for up to {PlainName.Of(DurationText.Format(plan.Budget.Total))}.
        ENTRYPOINT {plan.EntryPoint}
        """;

    /// <summary>The command that asks for the server's health inside the container.</summary>
    public static IReadOnlyList<string> Probe(DeploymentPlan plan, string path) => plan.Front == Front.Library
        ? [.. plan.Project.Command, "health", .. path == HealthPaths.Health ? (string[])[] : ["--url", path]]
        : [DeploymentPlan.SeaworthyPath, "health", "--url", FormattableString.Invariant($"http://127.0.0.1:{plan.Port}{path}")];

    /// <summary>What people see in a registry.</summary>
    public static Block Labels(DeploymentPlan plan) => $"""
        LABEL org.opencontainers.image.title={plan.Name} \
              org.opencontainers.image.description={plan.Description} \
        {Block.When(plan.License is not null, $"""
              org.opencontainers.image.licenses={plan.License ?? ""} \
        """)}
              org.opencontainers.image.version={plan.Version}
        """;

    private static Block Environment(IEnumerable<Assignment> variables)
    {
        var all = variables.ToArray();
        return all.Length == 0 ? Block.Empty : $"""

            ENV {Block.Join(all.Select((variable, i) => (Block)$"{Block.When(i > 0, $"    ")}{variable}{Block.When(i < all.Length - 1, $" \\")}"))}

            """;
    }
}

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
    /// <param name="why">Why it is told that; a comment.</param>
    /// <param name="variables">What the server is told.</param>
    public static Block Write(DeploymentPlan plan, Block why, params IEnumerable<Assignment> variables) => $"""
        {Block.When(plan.Front != Front.Library, $"""

            # One static file: PID 1, supervisor and HTTP front. It needs no shell and no library of this image.
            COPY --from={PlainName.Of(plan.SeaworthyImage)} /seaworthy {PlainName.Of(DeploymentPlan.SeaworthyPath)}
            """)}
        {Block.When(plan.DataFolder is not null, $"""
            # A new volume mounted here takes its owner from the image. No VOLUME: it would hide the data in one without a name, and
            # make a second replica look as if it could work.
            COPY --from=build --chown={plan.Project.User}:{plan.Project.User} {new CopiedPaths([plan.DataFolder ?? ""], plan.DataFolder ?? "")}
            """)}
        {Environment(why, plan.DataFolder is { } folder ? variables.Append(new("DATA_DIR", folder)) : variables)}

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

    /// <summary>How the image is built from the folder of the server; a comment.</summary>
    public static Block Command(DeploymentPlan plan) =>
        $"# docker build {Block.When(plan.Dockerfile != DeploymentPlan.DefaultDockerfile, $"--file {PlainName.Of(plan.Dockerfile)} ")}--tag {PlainName.Of(plan.Image)} .";

    /// <summary>The command that asks for the server's health inside the container.</summary>
    public static IReadOnlyList<string> Probe(DeploymentPlan plan, string path) => plan.Front == Front.Library
        ? [.. plan.Project.Command, "health", .. path == HealthPaths.Health ? (string[])[] : ["--url", path]]
        : [DeploymentPlan.SeaworthyPath, "health", "--url", FormattableString.Invariant($"http://127.0.0.1:{plan.Port}{path}")];

    /// <summary>In the stage that builds: the folder for data, which the last stage has no mkdir to make.</summary>
    public static Block MakeData(DeploymentPlan plan) => Block.When(plan.DataFolder is not null, $"""
        # The next stage has no mkdir, or no right to.
        RUN {new RunWords("mkdir", "-p", plan.DataFolder ?? "")}
        """);

    /// <summary>What people see in a registry.</summary>
    public static Block Labels(DeploymentPlan plan) => $"""
        LABEL org.opencontainers.image.title={plan.Name} \
              org.opencontainers.image.description={plan.Description} \
        {Block.When(plan.License is not null, $"""
              org.opencontainers.image.licenses={plan.License ?? ""} \
        """)}
              org.opencontainers.image.version={plan.Version}
        """;

    private static Block Environment(Block why, IEnumerable<Assignment> variables)
    {
        var all = variables.ToArray();
        return all.Length == 0 ? Block.Empty : $"""

            {why}
            ENV {Block.Join(all.Select((variable, i) => (Block)$"{Block.When(i > 0, $"    ")}{variable}{Block.When(i < all.Length - 1, $" \\")}"))}
            """;
    }
}

using Seaworthy.Deployment.Files;
using Seaworthy.Hosting.Contract;
using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.ComposeQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>compose.yaml.</summary>
internal static class ComposeFile
{
    /// <summary>The file.</summary>
    public static Block Write(DeploymentPlan plan) => $$"""
        {{Head(plan)}}
        services:
          server:
            image: {{plan.Image}}
            {{Build(plan)}}
            # Also after a clean exit: a drained server is meant to come back.
            restart: unless-stopped
            ports:
              # Loopback: the reverse proxy that ends TLS is on this host. A bare port would pass by the host's firewall.
              - "127.0.0.1:${{{PlainName.Of(PortVariable(plan))}}:-{{plan.Port}}}:{{plan.Port}}"
            env_file:
              {{Block.When(plan.Database != DatabaseUse.None, $"""
              # DATABASE_URL. Not repeated below: there even an empty one would win.
              """)}}
              {{Block.When(plan.Database == DatabaseUse.None, $"""
              # What differs from host to host, and every secret.
              """)}}
              - path: .env.production
                required: {{Truth(plan.Database == DatabaseUse.Required)}}
            environment:
              {{Block.When(plan.Project.Language == Language.DotNet, $"""
              ASPNETCORE_ENVIRONMENT: Production
              """)}}
              # The budget: calls in flight get {{Time(plan.Budget.Total)}} from SIGTERM on, then what is left is answered with an error.
              SEAWORTHY_SHUTDOWN_TIMEOUT: {{Time(plan.Budget.Total)}}
            # The budget and 5 s: Compose's default of 10 s would be SIGKILL in the middle of it.
            stop_grace_period: {{Seconds(plan.GraceSeconds)}}
            healthcheck:
              # Readiness, for `up --wait` and depends_on; the image's own check is liveness.
              test: {{(string[])["CMD", .. ImageEnd.Probe(plan, HealthPaths.Health)]}}
              interval: 15s
              timeout: 5s
              start_period: 15s
              retries: 3
            {{Block.When(plan.HasPostgres, $"""
            depends_on:
              db:
                condition: service_healthy
                # Without the profile there is no db.
                required: false
            """)}}
            {{Block.When(plan.DataFolder is not null, $"""
            volumes:
              - data:{PlainName.Of(plan.DataFolder ?? "/data")}
            """)}}
            {{Block.When(plan.Workers > 1, $"""
            # Memory for {plan.Workers} processes of the server and a spare.
            """)}}
            {{Confinement(plan.Share, Block.Empty)}}
        {{Block.When(plan.HasPostgres, PostgresService.Write(plan))}}
        {{Volumes(plan)}}
        """;

    /// <summary>What a container may do and use; every service may do the same.</summary>
    public static Block Confinement(Share share, Block moreTemporary) => $"""
        read_only: true
        tmpfs:
          - /tmp
          {moreTemporary}
        cap_drop:
          - ALL
        security_opt:
          - no-new-privileges:true
        deploy:
          resources:
            limits:
              {Block.When(share.Millicores <= Share.Default.Millicores, $"cpus: {Cores(share.Millicores)}")}
              {Block.When(share.Millicores > Share.Default.Millicores, $"# No cpus: Docker starts no container that may use more of them than the host has.")}
              memory: {Mebibytes(share.MemoryMebibytes)}
            reservations:
              cpus: {Cores(share.ReservedMillicores)}
              memory: {Mebibytes(share.ReservedMebibytes)}
        # Docker keeps every line for ever unless it is told otherwise.
        logging:
          driver: json-file
          options:
            max-size: 100m
            max-file: "3"
        """;

    /// <summary>A whole number of seconds.</summary>
    public static PlainName Seconds(int seconds) => PlainName.Of(FormattableString.Invariant($"{seconds}s"));

    private static Block Head(DeploymentPlan plan)
    {
        if (!plan.HasPostgres)
            return $"# docker compose up --wait";
        return $"""
            # docker compose up --wait                        the server alone
            # docker compose --profile postgres up --wait     with PostgreSQL; needs .env.production, see .env.production.example
            """;
    }

    private static Block Build(DeploymentPlan plan)
    {
        if (plan.Project.Folder.Length == 0 && plan.Dockerfile == DeploymentPlan.DefaultDockerfile)
            return $"build: .";
        return $"""
            build:
              context: {plan.Project.Context}
              dockerfile: {FileSet.Join(plan.Project.Folder, plan.Dockerfile)}
            """;
    }

    private static Block Volumes(DeploymentPlan plan)
    {
        var names = ((string?[])[plan.DataFolder is null ? null : "data", plan.HasPostgres ? "db" : null]).OfType<string>().ToArray();
        return Block.When(names.Length > 0, $"""

            volumes:
              {Block.Join(names.Select(name => (Block)$"{PlainName.Of(name)}:"))}
            """);
    }

    private static string PortVariable(DeploymentPlan plan) => plan.Name.Replace('-', '_').ToUpperInvariant() + "_PORT";

    private static PlainName Time(TimeSpan time) => PlainName.Of(DurationText.Format(time));

    private static PlainName Truth(bool value) => PlainName.Of(value ? "true" : "false");

    private static string Cores(int millicores) => FormattableString.Invariant($"{millicores / 1000m:0.0##}");

    private static PlainName Mebibytes(int mebibytes) => PlainName.Of(FormattableString.Invariant($"{mebibytes}M"));
}

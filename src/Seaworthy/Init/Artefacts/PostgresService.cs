using Seaworthy.Init.Plans;
using Seaworthy.Init.Quoting;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.ComposeQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>PostgreSQL beside the server, in Compose.</summary>
internal static class PostgresService
{
    /// <summary>The user and the database.</summary>
    public static PlainName Account(DeploymentPlan plan) => PlainName.Of(plan.Postgres ?? plan.Name.Replace('-', '_'));

    /// <summary>The service.</summary>
    public static Block Write(DeploymentPlan plan) => $"""

          db:
            image: postgres:17
            profiles:
              - postgres
            restart: unless-stopped
            env_file:
              # POSTGRES_PASSWORD
              - path: .env.production
                required: false
            environment:
              POSTGRES_USER: {Account(plan)}
              POSTGRES_DB: {Account(plan)}
            # The image's postgres user, from the start: its entry point would need root only to become this.
            user: "999:999"
            stop_grace_period: {ComposeFile.Seconds(plan.GraceSeconds)}
            healthcheck:
              # By TCP: while the first start sets the database up, its socket answers already.
              test: ["CMD", "pg_isready", "--host=127.0.0.1", "--username={Account(plan)}", "--dbname={Account(plan)}"]
              interval: 5s
              timeout: 3s
              start_period: 30s
              retries: 5
            volumes:
              - db:/var/lib/postgresql/data
            {ComposeFile.Confinement(Share.Default, $"- /var/run/postgresql:uid=999,gid=999")}
        """;
}

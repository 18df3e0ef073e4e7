using Seaworthy.Init.Plans;
using Block = Seaworthy.Init.Quoting.Text<Seaworthy.Init.Quoting.IgnoreQuoting>;

namespace Seaworthy.Init.Artefacts;

/// <summary>.env.production.example.</summary>
internal static class EnvironmentExample
{
    /// <summary>The file.</summary>
    public static Block Write(DeploymentPlan plan) => $"""
        # cp .env.production.example .env.production; it holds secrets: keep it out of version control and readable by you alone.
        {Block.When(plan.Database != DatabaseUse.Required, $"# Every line is optional; without the file the server runs all the same.")}
        {Block.When(plan.HasPostgres, $"""

            # With --profile postgres. The same password twice; in the URL, percent-encode what is not a letter or a digit.
            POSTGRES_PASSWORD=change-me
            DATABASE_URL=postgresql://{PostgresService.Account(plan)}:change-me@db:5432/{PostgresService.Account(plan)}?sslmode=disable
            """)}
        {Block.When(plan.Database != DatabaseUse.None && !plan.HasPostgres, $"""

            # In the URL, percent-encode what is not a letter or a digit in the password.
            DATABASE_URL=postgresql://{PostgresService.Account(plan)}:change-me@postgres.example:5432/{PostgresService.Account(plan)}?sslmode=require
            """)}

        # Who may ask: the public names of the server, and the origins of browser clients.
        # SEAWORTHY_ALLOWED_HOSTS=mcp.example.com
        # SEAWORTHY_ALLOWED_ORIGINS=https://chat.example.com
        """;
}

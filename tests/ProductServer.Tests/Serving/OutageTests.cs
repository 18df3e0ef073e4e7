using System.Net;
using ProductServer.Tests.Postgres;

namespace ProductServer.Tests.Serving;

public sealed class OutageTests
{
    private const string Reserve = """{"sku":"AUD-ARIA-BLK","quantity":1,"idempotencyKey":"outage-0001"}""";

    [Fact]
    public async Task Readiness_follows_the_database_and_calls_are_told_the_truth()
    {
        await using var cluster = await PostgresCluster.StartNewAsync();
        await using var server = await ServerProcess.StartAsync(("DATABASE_URL", await cluster.CreateDatabaseAsync()));
        await server.UntilAsync("/health/ready", HttpStatusCode.OK);
        await using var client = await server.ConnectAsync();
        _ = await client.ResultAsync("list_categories", "{}");

        await cluster.StopAsync();
        await server.UntilAsync("/health/ready", HttpStatusCode.ServiceUnavailable);
        var error = await client.ErrorAsync("reserve_stock", Reserve);
        var live = await server.StatusAsync("/health/live");

        await cluster.StartAsync();
        await server.UntilAsync("/health/ready", HttpStatusCode.OK);
        var reserved = await client.ResultAsync("reserve_stock", Reserve);

        Assert.Equal("The database is not available at the moment. The call had no effect. Try again in a few seconds.", error);
        Assert.Equal(HttpStatusCode.OK, live);
        Assert.False(reserved.GetProperty("repeated").GetBoolean());
        Assert.Contains($"PostgreSQL 127.0.0.1:{cluster.Port}/", server.Log.Text, StringComparison.Ordinal);
        IsForOperators(server.Log.Text);
    }

    [Fact]
    public async Task A_server_waits_for_a_database_that_comes_later()
    {
        await using var cluster = await PostgresCluster.StartNewAsync();
        var url = await cluster.CreateDatabaseAsync();
        await cluster.StopAsync();

        await using var server = await ServerProcess.StartAsync(("DATABASE_URL", url));
        var reason = await server.Log.WithAsync("Not ready; trying again");
        var before = (await server.StatusAsync("/health/ready"), await server.StatusAsync("/health/live"));
        await cluster.StartAsync();
        await server.UntilAsync("/health/ready", HttpStatusCode.OK);

        Assert.Contains("Connection refused", reason, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), before);
        IsForOperators(server.Log.Text);
    }

    [Theory]
    [InlineData("postgres://tester:wr0ng-secret@127.0.0.1:{0}/postgres", "password authentication failed")]
    [InlineData("postgres://tester:{1}@127.0.0.1:{0}/no_such_database", "database \"no_such_database\" does not exist")]
    [InlineData("postgres://tester:{1}@127.0.0.1:{0}/postgres?sslmode=require", "SSL")]
    [InlineData("postgres://tester:{1}@no-such-host.invalid:{0}/postgres", "no-such-host.invalid")]
    public async Task The_log_says_why_a_database_cannot_be_used(string url, string reason)
    {
        await using var cluster = await PostgresCluster.StartNewAsync();
        await using var server = await ServerProcess.StartAsync(("DATABASE_URL",
            string.Format(System.Globalization.CultureInfo.InvariantCulture, url, cluster.Port, Uri.EscapeDataString(PostgresCluster.Password))));

        var line = await server.Log.WithAsync("Not ready; trying again");

        Assert.Contains(reason, line, StringComparison.Ordinal);
        IsForOperators(server.Log.Text);
    }

    /// <summary>No stack trace, and nothing of the password in whatever encoding.</summary>
    private static void IsForOperators(string log)
    {
        Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr", log, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", log, StringComparison.Ordinal);
    }
}

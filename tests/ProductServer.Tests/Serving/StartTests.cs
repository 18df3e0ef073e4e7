namespace ProductServer.Tests.Serving;

public sealed class StartTests
{
    [Theory]
    [InlineData("DATABASE_URL", "mysql://u:hunter2@db/shop", "does not start with postgres:// or postgresql://")]
    [InlineData("DATABASE_URL", "hunter2", "does not start with postgres:// or postgresql://")]
    [InlineData("DATABASE_URL", "postgres://u:hunter2@db/shop?sslmod=x", "unknown parameter 'sslmod'")]
    [InlineData("DATABASE_URL_FILE", "/no/such/file", "DATABASE_URL_FILE=/no/such/file cannot be read")]
    [InlineData("DATA_DIR", "/proc/nowhere", "The folder /proc/nowhere for the SQLite database cannot be written")]
    [InlineData("PORT", "http", "PORT is 'http'")]
    public async Task Bad_settings_end_the_server_with_2_and_one_line(string name, string value, string explanation)
    {
        var (code, output) = await RunAsync([], (name, value));

        Assert.Equal(2, code);
        Assert.Contains(explanation, output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'));
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_settings_for_one_thing_are_refused()
    {
        var (code, output) = await RunAsync([], ("DATABASE_URL", "postgres://u:hunter2@db/shop"), ("DATABASE_URL_FILE", "/etc/hostname"));

        Assert.Equal((2, "error: DATABASE_URL and DATABASE_URL_FILE are both set. Set one of them."), (code, output));
    }

    [Fact]
    public async Task An_unknown_argument_is_refused()
    {
        var (code, output) = await RunAsync(["--stdoi"]);

        Assert.Equal((2, "error: '--stdoi' is not understood. There are --stdio, --help and health."), (code, output));
    }

    [Fact]
    public async Task Help_is_short_and_names_every_setting()
    {
        var (code, output) = await RunAsync(["--help"]);

        Assert.Equal(0, code);
        Assert.InRange(output.Split('\n').Length, 5, 20);
        Assert.All((string[])["DATABASE_URL", "DATABASE_URL_FILE", "DATA_DIR", "PORT", "--stdio", "health"],
            word => Assert.Contains(word, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_verb_health_asks_the_running_server_and_touches_no_database()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.StartAsync(("DATA_DIR", folder.Path));
        await server.UntilAsync("/health/ready", System.Net.HttpStatusCode.OK);

        var well = await RunAsync(["health"], ("PORT", server.Port), ("DATA_DIR", "/proc/nowhere"));
        _ = await server.StopAsync();
        var gone = await RunAsync(["health"], ("PORT", server.Port), ("DATA_DIR", "/proc/nowhere"));

        Assert.Equal(0, well.Code);
        Assert.StartsWith("ready", well.Output, StringComparison.Ordinal);
        Assert.Equal(1, gone.Code);
        Assert.Contains("connection refused", gone.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SIGTERM_ends_it_with_0_and_the_data_stays()
    {
        using var folder = new TemporaryFolder();
        const string reserve = """{"sku":"AUD-ARIA-BLK","quantity":1,"idempotencyKey":"restart-0001"}""";
        await using (var first = await ServerProcess.StartAsync(("DATA_DIR", folder.Path)))
        {
            await first.UntilAsync("/health/ready", System.Net.HttpStatusCode.OK);
            await using var client = await first.ConnectAsync();
            _ = await client.ResultAsync("reserve_stock", reserve);
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = await ServerProcess.StartAsync(("DATA_DIR", folder.Path));
        await second.UntilAsync("/health/ready", System.Net.HttpStatusCode.OK);
        await using var again = await second.ConnectAsync();
        Assert.True((await again.ResultAsync("reserve_stock", reserve)).GetProperty("repeated").GetBoolean());
    }

    private static async Task<(int Code, string Output)> RunAsync(string[] arguments, params (string, string)[] settings)
    {
        await using var child = await ServerProcess.StartProgramAsync(arguments, settings);
        var output = new OutputLines(child.StandardOutput, child.StandardError);
        var exit = await child.Exited.WaitAsync(Programs.HangGuard, TestContext.Current.CancellationToken);
        return (exit.Code, await output.AllAsync());
    }
}

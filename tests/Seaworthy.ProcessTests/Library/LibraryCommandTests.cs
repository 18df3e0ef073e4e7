using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Library;

/// <summary>The command line and the configuration of a server with the library.</summary>
public class LibraryCommandTests
{
    [Theory]
    [InlineData(0, "ready")]
    [InlineData(0, "ready", "--url", "/health/live")]
    [InlineData(2, "--timeout: \"5\" is not accepted", "--timeout", "5")]
    [InlineData(2, "\"--verbose\" is not an option", "--verbose")]
    public async Task The_verb_health_asks_the_running_server(int exitCode, string said, params string[] arguments)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library());

        var probe = await RunAsync(["health", .. arguments], ("ASPNETCORE_URLS", server.Url.ToString()));

        Assert.True(probe.Code == exitCode, probe.Said);
        Assert.Contains(said, probe.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_health_fails_where_nobody_listens()
    {
        var probe = await RunAsync(["health"], ("ASPNETCORE_URLS", "http://127.0.0.1:1"));

        Assert.Equal(1, probe.Code);
        Assert.Contains("nothing listens there", probe.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SEAWORTHY_SHUTDOWN_TIMEOUT", "30", "SEAWORTHY_SHUTDOWN_TIMEOUT: \"30\" is not accepted. Accepted: a number with a unit")]
    [InlineData("Seaworthy__MaxBody", "4", "Seaworthy:MaxBody: \"4\" is not accepted")]
    [InlineData("Seaworthy__ShutdownTimeot", "30s", "Seaworthy:ShutdownTimeot is not a setting. Did you mean Seaworthy:ShutdownTimeout?")]
    [InlineData("SEAWORTHY_CANCEL_GRACE", "40s", "shutdown-delay 0s + cancel-grace 40s leave nothing of shutdown-timeout 30s")]
    public async Task A_mistake_in_the_configuration_is_a_sentence_and_exit_2(string variable, string value, string said)
    {
        var run = await RunAsync([], (variable, value), ("ASPNETCORE_URLS", "http://127.0.0.1:0"));

        Assert.True(run.Code == 2, run.Said);
        Assert.Contains($"error: {said}", run.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_use_is_a_sentence_and_exit_2()
    {
        await using var first = await SeaworthyProcess.StartReadyAsync(RunCommand.Library());
        await using var second = await SeaworthyProcess.StartAsync(RunCommand.Library(settings: ("ASPNETCORE_URLS", first.Url.ToString())));

        Assert.Contains("address already in use", (await second.WaitForEventAsync(EventIds.AddressNotAvailable)).Message, StringComparison.Ordinal);
        Assert.Equal(2, (await second.ExitAsync()).Code);
    }

    private static async Task<(int Code, string Said)> RunAsync(string[] arguments, params (string Name, string? Value)[] environment)
    {
        var lines = new List<string>();
        await using var process = TestProcess.Start(Binaries.LibraryServer, arguments, lines.Add, environment.ToDictionary(pair => pair.Name, pair => pair.Value));
        var exit = await process.ExitAsync();
        return (exit.Code, string.Join('\n', lines.Append(process.Errors)));
    }
}

using Seaworthy.ProcessTests.Clients;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Journeys;

/// <summary>What a person sees: the tour of the README.</summary>
public class OperatorTests
{
    [Fact]
    public async Task Ctrl_C_in_the_middle_of_a_call_says_what_it_waits_for_and_what_became_of_it()
    {
        await using var server = await SeaworthyProcess.StartAsync(EverythingServer.Run("--log-format", "text"));
        var url = new Uri((await server.WaitForLineAsync("serving")).Split(' ')[^1]);
        await server.WaitForLineAsync("-> Ready");
        await using var client = NodeClient.Start("everything-1x.mjs", url, "--long=2");
        await client.InCallAsync();

        server.Send(Signal.Interrupt);

        await client.SucceedsAsync();
        Assert.Equal(0, (await server.ExitAsync()).Code);
        Assert.Contains("calls in flight: 1;", await server.WaitForLineAsync("stopping (SIGINT)"), StringComparison.Ordinal);
        Assert.Contains("1 answered, 0 cut", await server.WaitForLineAsync("stopped:"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_command_tells_by_its_exit_code()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());

        Assert.Equal(0, await HealthAsync(server.Url));

        server.Send(Signal.Terminate);
        await server.ExitAsync();
        Assert.NotEqual(0, await HealthAsync(server.Url));
    }

    private static async Task<int> HealthAsync(Uri url)
    {
        await using var health = TestProcess.Start(Binaries.Seaworthy, ["health", "--url", new Uri(url, "/health").AbsoluteUri], _ => { });
        return (await health.ExitAsync()).Code;
    }
}

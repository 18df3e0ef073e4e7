using System.Globalization;
using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Door;

/// <summary><c>Type=notify</c>, with the test in systemd's place.</summary>
public sealed class SystemdTests : IDisposable
{
    private readonly SystemdSocket _systemd = new();

    public void Dispose() => _systemd.Dispose();

    [Fact]
    public async Task It_hears_ready_alive_not_ready_and_stopping_and_nothing_before_it_is_true()
    {
        await using var server = await SeaworthyProcess.StartAsync(RunCommand.Stub("--slow-start", "500") with
        {
            Environment = new Dictionary<string, string?> { ["NOTIFY_SOCKET"] = _systemd.Address, ["WATCHDOG_USEC"] = "400000" },
        });

        await HearAsync(server, "READY=1");
        Assert.Equal("STATUS=Starting: waiting for the worker", _systemd.Lines[0]);
        await server.ListeningAsync();
        await server.WaitForPhaseAsync("Ready");
        await HearAsync(server, "WATCHDOG=1");

        // The worker is not to speak in our name.
        var client = await RawMcp.ConnectAsync(server.Url, Revision.June2025);
        foreach (var name in (string[])["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"])
            Assert.Equal("(unset)", (await client.CallAsync("env", new JsonObject { ["name"] = name })).Text);

        await client.CallAsync("exit", new JsonObject { ["code"] = 9 });
        Assert.Contains("exit", await HearAsync(server, "STATUS=Not ready: "), StringComparison.OrdinalIgnoreCase);
        await HearAsync(server, "STATUS=Ready");

        server.Send(Signal.Terminate);
        var extend = await HearAsync(server, "EXTEND_TIMEOUT_USEC=");
        Assert.InRange(long.Parse(extend.Split('=')[1], CultureInfo.InvariantCulture), 30_000_000, 35_000_000);
        Assert.Equal(0, (await server.ExitAsync()).Code);
        Assert.Single(_systemd.Lines, "READY=1");
        Assert.Single(_systemd.Lines, "STOPPING=1");
    }

    [Fact]
    public async Task A_worker_that_never_answers_is_never_ready()
    {
        await using var server = await SeaworthyProcess.StartAsync(RunCommand.Stub("--exit-at-start", "3") with
        {
            Options = ["--start-timeout", "1s"],
            Environment = new Dictionary<string, string?> { ["NOTIFY_SOCKET"] = _systemd.Address },
        });

        await HearAsync(server, "STATUS=Stopp");

        Assert.Equal(3, (await server.ExitAsync()).Code);
        Assert.DoesNotContain("READY=1", _systemd.Lines);
    }

    private Task<string> HearAsync(SeaworthyProcess server, string start) => server.Guard.WatchAsync(_systemd.ReceiveUntilAsync(start), $"'{start}' for systemd");
}

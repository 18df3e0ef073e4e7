using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Supervision;

/// <summary>As whom, where and with what a worker runs.</summary>
public class EnvironmentTests
{
    private static readonly string[] Hidden = ["SEAWORTHY_STATE_KEY", "NOTIFY_SOCKET", "WATCHDOG_USEC"];

    [Fact]
    public async Task Our_variables_stay_with_us_and_those_of_the_file_arrive()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "GREETING=\"hello\"\nSEAWORTHY_STATE_KEY=other\n", TestContext.Current.CancellationToken);
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with
        {
            Options = ["--env-file", file],
            Environment = new Dictionary<string, string?>
            {
                ["SEAWORTHY_STATE_KEY"] = "secret",
                ["NOTIFY_SOCKET"] = "@nobody",
                ["WATCHDOG_USEC"] = "1000000000",
                ["PLAIN"] = "kept",
            },
        });
        File.Delete(file);
        var client = await RawMcp.ConnectAsync(server.Url, Revision.July2026);

        Assert.Equal("\"hello\"", await VariableAsync("GREETING"));
        Assert.Equal("kept", await VariableAsync("PLAIN"));
        Assert.All(Hidden, name => Assert.DoesNotContain(name, EnvironmentOf(server)));
        Assert.Contains("SEAWORTHY_WORKER=", EnvironmentOf(server));

        async Task<string> VariableAsync(string name) => (await client.CallAsync("env", new JsonObject { ["name"] = name })).Text;
    }

    [Fact]
    public async Task The_folder_and_the_limit_on_open_files_are_those_of_the_worker()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(
            Telling("pwd; ulimit -Sn") with { Options = ["--cwd", "/usr"] });

        Assert.Equal(["/usr", Limit("self").Soft], await ToldAsync(server, 2));
        Assert.Equal(Limit(server.Pid.ToString(provider: null)).Hard, Limit(server.Pid.ToString(provider: null)).Soft);
    }

    [Fact]
    public async Task The_user_is_dropped_to_with_its_groups_and_its_home()
    {
        Prerequisites.Require(Environment.IsPrivilegedProcess, "Only root can start a worker as somebody else.");
        await using var server = await SeaworthyProcess.StartAsync(
            Telling("id -u; id -g; id -G; echo $USER") with { Options = ["--user", "nobody", "--group", "12345"] });

        Assert.Equal(["65534", "12345", "12345", "nobody"], await ToldAsync(server, 4));
        Assert.DoesNotContain(server.Log.Events, e => e.Message.Contains("as root", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Root_is_warned_once()
    {
        Prerequisites.Require(Environment.IsPrivilegedProcess, "Only root is warned.");
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());

        Assert.Contains("--user", Assert.Single(server.Log.Events, e => e.Message.Contains("as root", StringComparison.Ordinal)).Message);
    }

    /// <summary>A server that first writes to stderr what the commands say.</summary>
    private static RunCommand Telling(string commands) => new("sh", "-c", $"{{ {commands}; }} >&2; exec '{Binaries.StubServer}'");

    private static async Task<string[]> ToldAsync(SeaworthyProcess server, int lines)
    {
        await server.WaitForEventAsync(EventIds.WorkerStderr, lines);
        return [.. server.Log.Events.Where(e => e.Id == EventIds.WorkerStderr).Take(lines).Select(e => e.Field("line"))];
    }

    private static string EnvironmentOf(SeaworthyProcess server) =>
        File.ReadAllText($"/proc/{server.Descendants().Single().Pid}/environ").Replace('\0', '\n');

    private static (string Soft, string Hard) Limit(string process)
    {
        var fields = Regex.Match(File.ReadAllText($"/proc/{process}/limits"), @"Max open files\s+(\d+)\s+(\d+)").Groups;
        return (fields[1].Value, fields[2].Value);
    }
}

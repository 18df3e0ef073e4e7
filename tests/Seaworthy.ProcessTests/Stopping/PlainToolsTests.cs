using System.Globalization;
using Seaworthy.ProcessTests.Door;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Stopping;

/// <summary>A stop as anybody can try it, with curl(1) and kill(1): programs that share nothing with our clients, nor with the trial.</summary>
public class PlainToolsTests
{
    private const string Meta =
        """
        "_meta":{"progressToken":1,"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}
        """;

    [Theory]
    [InlineData("-TERM")]
    [InlineData("-INT")]
    public async Task A_call_is_answered_after_kill_while_new_ones_are_refused(string signal)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        await using var call = Call(server.Endpoint, "progress", """{"steps":8,"ms":250}""");
        await call.WaitForAsync("notifications/progress");

        await using var kill = TestProcess.Start(
            Prerequisites.Require("kill", "sends the signal"), [signal, server.Pid.ToString(CultureInfo.InvariantCulture)], _ => { });
        Assert.Equal(0, (await kill.ExitAsync()).Code);
        await server.WaitForPhaseAsync("Draining");
        await using var refused = Call(server.Endpoint, "echo", """{"text":"too late"}""", "--include");
        await refused.EndAsync();
        await call.EndAsync();

        Assert.Contains("8 steps", call.Output);
        Assert.Contains("503", refused.Output);
        Assert.Contains("not_started", refused.Output);
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }

    private static Curl Call(Uri endpoint, string tool, string arguments, params string[] options) => Curl.Start(
    [
        .. options, "--header", "Content-Type: application/json", "--header", "Accept: application/json, text/event-stream",
        "--header", "MCP-Protocol-Version: 2026-07-28", "--header", "Mcp-Method: tools/call", "--header", $"Mcp-Name: {tool}",
        "--data-binary", $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}},{{{Meta.Trim()}}}}}""",
        endpoint.ToString(),
    ]);
}

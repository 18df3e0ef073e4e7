using System.Text.Json.Nodes;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Clients;

/// <summary>Servers from npm that people really run, behind <c>seaworthy run</c>: started, listed, called by clients of each era, stopped.</summary>
public class NpmServerTests
{
    /// <summary>The package, what follows its script, a tool, its arguments as JSON, and what its answer contains.</summary>
    public static TheoryData<string, string, string, string, string> Servers => new()
    {
        { "@modelcontextprotocol/server-everything", "stdio", "get-sum", """{"a":2,"b":40}""", "42" },
        { "@modelcontextprotocol/server-filesystem", "FOLDER", "read_text_file", """{"path":"FOLDER/note.txt"}""", "buy fish" },
        { "@modelcontextprotocol/server-memory", "", "read_graph", "{}", "relations" },
        { "@modelcontextprotocol/server-sequential-thinking", "", "sequentialthinking", """{"thought":"so","nextThoughtNeeded":false,"thoughtNumber":1,"totalThoughts":1}""", "thoughtHistoryLength" },
        { "@coo-quack/calc-mcp", "", "math", """{"expression":"6*7"}""", "42" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_server_from_npm_is_served(string package, string argument, string tool, string arguments, string expected)
    {
        var folder = Directory.CreateTempSubdirectory("seaworthy-npm-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "note.txt"), "buy fish", TestContext.Current.CancellationToken);
            string InFolder(string text) => text.Replace("FOLDER", folder.FullName, StringComparison.Ordinal);
            var script = EverythingServer.Script($"node_modules/{package}/dist/index.js");
            await using var server = await SeaworthyProcess.StartReadyAsync(new RunCommand([EverythingServer.Node(), script, .. Words(InFolder(argument))])
            {
                Environment = new Dictionary<string, string?> { ["MEMORY_FILE_PATH"] = Path.Combine(folder.FullName, "memory.jsonl") },
            });

            foreach (var revision in (string[])[Revision.November2025, Revision.July2026])
            {
                var client = await RawMcp.ConnectAsync(server.Url, revision);
                var listed = await client.RequestAsync("tools/list");
                Assert.Contains(listed.Result.GetProperty("tools").EnumerateArray(), one => one.GetProperty("name").GetString() == tool);
                var answer = await client.CallAsync(tool, JsonNode.Parse(InFolder(arguments))!.AsObject());
                Assert.True(answer.IsAnswered && answer.Text.Contains(expected, StringComparison.Ordinal), answer.ToString());
            }

            server.Send(Signal.Terminate);
            Assert.Equal(0, (await server.ExitAsync()).Code);
            Assert.Equal("0", (await server.WaitForEventAsync(EventIds.Stopped)).Field("cut"));
            Assert.Empty(server.Descendants());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string[] Words(string text) => text.Length == 0 ? [] : [text];
}

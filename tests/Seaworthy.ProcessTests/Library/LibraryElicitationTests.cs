using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Library;

/// <summary>A call in flight may need the user, also while the server stops.</summary>
public class LibraryElicitationTests
{
    [Theory]
    [InlineData(LibraryClients.Stateful)]
    [InlineData(LibraryClients.Mixed)]
    public async Task The_answer_of_the_user_reaches_the_call_during_the_drain(string mode)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Library(mode));
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var drains = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new HttpClientTransport(new HttpClientTransportOptions { Endpoint = server.Endpoint, TransportMode = HttpTransportMode.StreamableHttp });
        var options = new McpClientOptions
        {
            ProtocolVersion = "2025-11-25",
            Capabilities = new ClientCapabilities { Elicitation = new ElicitationCapability { Form = new() } },
            Handlers = new McpClientHandlers
            {
                ElicitationHandler = async (_, token) =>
                {
                    asked.SetResult();
                    await drains.Task.WaitAsync(token);
                    return new ElicitResult { Action = "accept", Content = new Dictionary<string, JsonElement> { ["word"] = JsonSerializer.SerializeToElement("anchor") } };
                },
            },
        };
        await using var client = await McpClient.CreateAsync(transport, options, cancellationToken: cancellation);
        var call = client.CallToolAsync("ask", cancellationToken: cancellation).AsTask();
        await server.Guard.WatchAsync(asked.Task, "the question");

        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");
        drains.SetResult();

        var result = await server.Guard.WatchAsync(call, "the answer");
        Assert.Equal("anchor", Assert.IsType<TextContentBlock>(result.Content[0]).Text);
        await server.AssertExitAsync(0);
    }
}

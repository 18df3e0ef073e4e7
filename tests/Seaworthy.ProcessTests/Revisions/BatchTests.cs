using System.Text.Json;
using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Revisions;

/// <summary>2025-03-26: several messages in one POST, which no other revision has.</summary>
public class BatchTests
{
    [Fact]
    public async Task Every_request_in_it_is_answered_on_one_stream()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.March2025);

        var answer = await client.Http.ExchangeAsync(client.PostBatch(
            [Echo(1, "one"), Notification("notifications/roots/list_changed"), Echo("two", "two"), new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 3, ["method"] = "ping" }]));

        Assert.Equal((200, "text/event-stream"), (answer.Status, answer.Header("Content-Type")));
        var ids = answer.Body.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[5..])!["id"]!.ToJsonString());
        Assert.Equal(["\"two\"", "1", "3"], ids.Order(StringComparer.Ordinal));
        Assert.Contains("\"one\"", answer.Body, StringComparison.Ordinal);
        await StopAsync(server);
    }

    [Fact]
    public async Task Who_takes_no_stream_gets_one_array()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.March2025);

        var answer = await client.Http.ExchangeAsync(client.PostBatch([Echo(1, "one"), new JsonObject { ["jsonrpc"] = "1.0", ["id"] = 9 }], "application/json"));

        using var array = JsonDocument.Parse(answer.Body);
        Assert.Equal(2, array.RootElement.GetArrayLength());
        Assert.Equal([-32600, 0], array.RootElement.EnumerateArray().Select(each => each.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : 0).Order());
        await StopAsync(server);
    }

    [Fact]
    public async Task Without_a_request_there_is_nothing_to_answer()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.March2025);

        Assert.Equal(202, (await client.Http.ExchangeAsync(client.PostBatch([Notification("notifications/roots/list_changed"), Notification("notifications/initialized")]))).Status);
        await StopAsync(server);
    }

    [Fact]
    public async Task An_empty_one_is_refused_and_so_is_initialize_in_one()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.March2025);

        Assert.Equal(400, (await client.Http.ExchangeAsync(client.PostBatch([]))).Status);
        Assert.Equal(400, (await client.Http.ExchangeAsync(client.PostBatch([Echo(1, "x"), new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 2, ["method"] = "initialize" }]))).Status);
        await StopAsync(server);
    }

    [Theory]
    [InlineData(Revision.June2025)]
    [InlineData(Revision.November2025)]
    public async Task Later_revisions_have_none(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, revision);

        var answer = await client.Http.ExchangeAsync(client.PostBatch([Echo(1, "x")]));

        Assert.Equal(400, answer.Status);
        Assert.Contains("-32600", answer.Body, StringComparison.Ordinal);
        await StopAsync(server);
    }

    [Fact]
    public async Task A_drain_answers_all_of_it()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.March2025);
        var answering = client.Http.ExchangeAsync(client.PostBatch([Call(1, "sleep", new JsonObject { ["ms"] = 1_500 }), Call(2, "sleep", new JsonObject { ["ms"] = 1_500 })]));
        await server.WaitForInFlightAsync(2);
        server.Send(Signal.Terminate);

        Assert.Equal(2, (await answering).Body.Split("slept").Length - 1);
        await server.AssertExitAsync(0);
    }

    private static JsonObject Echo(JsonValue id, string text) => Call(id, "echo", new JsonObject { ["text"] = text });

    private static JsonObject Echo(int id, string text) => Echo(JsonValue.Create(id), text);

    private static JsonObject Echo(string id, string text) => Echo(JsonValue.Create(id), text);

    private static JsonObject Call(JsonNode id, string tool, JsonObject arguments) => new()
    {
        ["jsonrpc"] = "2.0",
        ["id"] = id,
        ["method"] = "tools/call",
        ["params"] = new JsonObject { ["name"] = tool, ["arguments"] = arguments },
    };

    private static JsonObject Notification(string method) => new() { ["jsonrpc"] = "2.0", ["method"] = method };

    private static async Task StopAsync(SeaworthyProcess server)
    {
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }
}

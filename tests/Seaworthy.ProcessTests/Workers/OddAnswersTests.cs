using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Workers;

/// <summary>Whatever a worker writes, the client gets its answer and nothing else.</summary>
public class OddAnswersTests
{
    [Theory]
    [MemberData(nameof(Revision.All), MemberType = typeof(Revision))]
    public async Task Only_the_answer_reaches_the_client(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Url, revision);

        await GivesAsync(client, "stray", [], "despite the noise");
        await GivesAsync(client, "partial", new() { ["ms"] = 100 }, "in two parts");
        await GivesAsync(client, "burst", new() { ["count"] = 200 }, "after a burst");
        await GivesAsync(client, "crlf", [], "with CRLF");
        await GivesAsync(client, "noid", [], "with an id");
        await GivesAsync(client, "twice", [], "first");
        await GivesAsync(client, "big", new() { ["bytes"] = 12_000_000 }, new string('b', 12_000_000));
        await GivesAsync(client, "echo", new() { ["text"] = "ünïcode 🚢 \u2028" }, "ünïcode 🚢 \u2028");
    }

    [Fact]
    public async Task An_answer_above_the_limit_costs_only_its_own_call()
    {
        var stub = RunCommand.Stub() with { Options = ["--max-message", "1MiB"] };
        await using var server = await SeaworthyProcess.StartReadyAsync(stub);
        var client = await RawMcp.ConnectAsync(server.Url, Revision.November2025);

        var tooBig = await server.Guard.WatchAsync(client.CallAsync("big", new() { ["bytes"] = 3_000_000 }), "the answer");

        Assert.True(tooBig.IsAnswered, tooBig.ToString());
        Assert.NotEqual(0, tooBig.ErrorCode);
        await GivesAsync(client, "echo", new() { ["text"] = "on" }, "on");
    }

    [Fact]
    public async Task Failures_arrive_as_the_server_said_them()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Url, Revision.November2025);

        var failed = await client.CallAsync("fail");
        Assert.True(failed.Result.GetProperty("isError").GetBoolean());
        var error = await client.CallAsync("rpc-error");
        Assert.Equal(-32603, error.ErrorCode);
        Assert.Equal(200, error.Raw.Status);
    }

    private static async Task GivesAsync(RawMcp client, string tool, JsonObject arguments, string text)
    {
        var answer = await client.CallAsync(tool, arguments);
        Assert.True(answer.IsAnswered, $"{tool}: {answer.Raw.Ending} {answer.Raw.Status}");
        Assert.True(answer.Text == text, $"{tool} gave something else.");
        Assert.Single(answer.Messages);
    }
}

using System.Text.Json.Nodes;
using Seaworthy.Tests.Run.Bridge.Calls;
using Seaworthy.Tests.Run.Bridge.Http;
using Seaworthy.Tests.Run.Supervision;

namespace Seaworthy.Tests.Run.Bridge.Affinity;

public sealed class TaskListsTests : IAsyncLifetime
{
    private const string Capabilities = """{"tools":{},"tasks":{"list":{}}}""";

    private readonly FakeWorker _second = new();
    private BridgeHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await BridgeHost.StartAsync(capabilities: Capabilities);
        _host.Pool.Add(await TestWorker.GetReadyAsync(_second, pid: 2, capabilities: Capabilities));
        await _host.Client.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task The_tasks_of_all_workers_are_one_list()
    {
        var listing = ListAsync();
        await AnswerAsync(_host.Worker, null, """{"tasks":[{"taskId":"a"}]}""");
        await AnswerAsync(_second, null, """{"tasks":[{"taskId":"b"},{"taskId":"c"}]}""");

        Assert.Equal("""{"tasks":[{"taskId":"a"},{"taskId":"b"},{"taskId":"c"}]}""", (await listing)["result"]!.ToJsonString());
    }

    [Fact]
    public async Task A_worker_that_pages_is_read_to_its_end_before_the_next()
    {
        var listing = ListAsync();
        await AnswerAsync(_host.Worker, null, """{"tasks":[{"taskId":"a"}],"nextCursor":"c\"1"}""");
        var first = (await listing)["result"]!;
        Assert.Equal("""[{"taskId":"a"}]""", first["tasks"]!.ToJsonString());

        listing = ListAsync((string)first["nextCursor"]!);
        await AnswerAsync(_host.Worker, "c\"1", """{"tasks":[{"taskId":"b"}]}""");
        await AnswerAsync(_second, null, """{"tasks":[{"taskId":"c"}],"nextCursor":"2"}""");
        var second = (await listing)["result"]!;
        Assert.Equal("""[{"taskId":"b"},{"taskId":"c"}]""", second["tasks"]!.ToJsonString());

        listing = ListAsync((string)second["nextCursor"]!);
        await AnswerAsync(_second, "2", """{"tasks":[]}""");
        Assert.Equal("""{"tasks":[]}""", (await listing)["result"]!.ToJsonString());
    }

    [Fact]
    public async Task When_the_worker_of_a_cursor_is_gone_the_next_ones_tasks_follow()
    {
        var listing = ListAsync();
        await AnswerAsync(_host.Worker, null, """{"tasks":[{"taskId":"a"}],"nextCursor":"1"}""");
        var cursor = (string)(await listing)["result"]!["nextCursor"]!;
        _host.Pool.Remove(_host.Entry, "exit 1");

        listing = ListAsync(cursor);
        await AnswerAsync(_second, null, """{"tasks":[{"taskId":"b"}]}""");

        Assert.Equal("""{"tasks":[{"taskId":"b"}]}""", (await listing)["result"]!.ToJsonString());
    }

    [Fact]
    public async Task One_that_finishes_what_it_has_is_asked_as_well()
    {
        Assert.True(_host.Pool.TryStay(_host.Entry));
        _ = _host.Pool.Retire(_host.Entry);

        var listing = ListAsync();
        await AnswerAsync(_host.Worker, null, """{"tasks":[{"taskId":"a"}]}""");
        await AnswerAsync(_second, null, """{"tasks":[]}""");

        Assert.Equal("""{"tasks":[{"taskId":"a"}]}""", (await listing)["result"]!.ToJsonString());
    }

    [Theory]
    [InlineData("seaworthy-tasks ")]
    [InlineData("seaworthy-tasks x y z")]
    [InlineData("seaworthy-tasks 1 -2 z")]
    public async Task A_cursor_that_nobody_gave_out_is_refused(string cursor) =>
        Assert.Equal(-32602, (int)(await ListAsync(cursor))["error"]!["code"]!);

    [Fact]
    public async Task An_error_of_a_worker_is_the_answer()
    {
        var listing = ListAsync();
        await _host.Worker.RefuseAsync(await _host.Worker.ReadAsync(), -32601);

        var answer = await listing;
        Assert.Equal((5, -32601), ((int)answer["id"]!, (int)answer["error"]!["code"]!));
    }

    [Fact]
    public async Task A_worker_that_does_not_answer_is_not_waited_for_for_ever()
    {
        var listing = ListAsync();
        await _host.Worker.ReadAsync();

        await _host.AdvanceUntilAsync(() => listing.IsCompleted, TimeSpan.FromMilliseconds(500));

        Assert.Equal(-31014, (int)(await listing)["error"]!["code"]!);
    }

    private async Task<JsonNode> ListAsync(string? cursor = null)
    {
        var request = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 5, ["method"] = "tasks/list", ["params"] = cursor is null ? [] : new JsonObject { ["cursor"] = cursor } };
        using var response = await _host.Client.PostAsync(request.ToJsonString());
        return JsonNode.Parse((await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("data: ")[^1])!;
    }

    private static async Task AnswerAsync(FakeWorker worker, string? cursor, string result)
    {
        var request = await worker.ReadAsync();
        Assert.Equal(("tasks/list", cursor), ((string?)request["method"], (string?)request["params"]!["cursor"]));
        await worker.AnswerAsync(request, result);
    }
}

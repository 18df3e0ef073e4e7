using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Affinity;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Supervision;
using Seaworthy.Tests.Run.Bridge.Calls;
using Seaworthy.Tests.Run.Supervision;

namespace Seaworthy.Tests.Run.Bridge.Affinity;

public sealed class HandlesTests : IAsyncLifetime
{
    private const string WithTasks = """{"tools":{},"tasks":{}}""";

    private readonly FakeTimeProvider _time = new();
    private readonly FakeWorker _side = new();
    private readonly WorkerPool _pool;
    private readonly InFlightCalls _calls = new();
    private readonly CancellationTokenSource _cancelling = new();
    private readonly CancellationTokenSource _answering = new();
    private readonly Handles _handles;
    private Worker _worker = null!;

    public HandlesTests()
    {
        _pool = new WorkerPool(new PoolLimits(2, 3, TimeSpan.FromSeconds(10)), _time);
        _handles = new Handles(new TaskBook(_pool, new LiveTasks(_pool, _calls, _time, _cancelling.Token, _answering.Token)));
    }

    public async ValueTask InitializeAsync()
    {
        _worker = await TestWorker.GetReadyAsync(_side, capabilities: WithTasks);
        _pool.Add(_worker);
    }

    public ValueTask DisposeAsync()
    {
        _cancelling.Dispose();
        _answering.Dispose();
        return _side.DisposeAsync();
    }

    [Fact]
    public void A_cursor_belongs_to_the_worker_that_gave_it_out_for_that_list_alone()
    {
        _handles.Learn(Request("tools/list"), Answer("""{"tools":[],"nextCursor":"c\"1"}"""), _worker);

        Assert.Same(_worker, _handles.OwnerOf(Request("tools/list", """{"cursor":"c\"1"}""")));
        Assert.Null(_handles.OwnerOf(Request("tools/list", """{"cursor":"c2"}""")));
        Assert.Null(_handles.OwnerOf(Request("prompts/list", """{"cursor":"c\"1"}""")));
        Assert.Null(_handles.OwnerOf(Request("tools/list")));
    }

    [Fact]
    public void A_task_belongs_to_its_worker_and_keeps_it_until_it_is_over()
    {
        Begin(ttl: 60_000);
        Assert.Same(_worker, _handles.OwnerOf(Request("tasks/get", """{"taskId":"t1"}""")));
        var idle = _pool.Retire(_worker);
        Assert.False(idle.IsCompleted);
        Assert.True(_pool.TryEnter(_worker));
        _pool.Release(_worker);
        Assert.Equal(1, _calls.Count);

        _handles.Learn(Request("tasks/cancel", """{"taskId":"t1"}"""), Answer("""{"taskId":"t1","status":"cancelled"}"""), _worker);

        Assert.True(idle.IsCompleted);
        Assert.False(_pool.TryEnter(_worker));
        Assert.Equal(0, _calls.Count);
    }

    [Fact]
    public void A_task_that_is_over_keeps_its_worker_until_the_client_has_the_result()
    {
        Begin(ttl: 60_000);
        var idle = _pool.Retire(_worker);
        _handles.Learn(Request("tasks/get", """{"taskId":"t1"}"""), Answer("""{"taskId":"t1","status":"completed"}"""), _worker);
        Assert.False(idle.IsCompleted);

        _handles.Learn(Request("tasks/result", """{"taskId":"t1"}"""), Answer("""{"content":[]}"""), _worker);

        Assert.True(idle.IsCompleted);
        Assert.True(_handles.Tasks.IsEmpty);
    }

    [Fact]
    public void A_result_that_nobody_fetches_keeps_its_worker_for_thirty_seconds()
    {
        Begin(ttl: 600_000);
        var idle = _pool.Retire(_worker);
        _handles.Learn(Request("tasks/get", """{"taskId":"t1"}"""), Answer("""{"taskId":"t1","status":"completed"}"""), _worker);
        _time.Advance(TimeSpan.FromSeconds(20));
        _handles.Learn(Request("tasks/get", """{"taskId":"t1"}"""), Answer("""{"taskId":"t1","status":"completed"}"""), _worker);
        Assert.False(idle.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.True(idle.IsCompleted);
    }

    [Fact]
    public void A_task_that_its_worker_has_dropped_keeps_nobody()
    {
        Begin(ttl: 60_000);

        _handles.Learn(Request("tasks/get", """{"taskId":"t1"}"""), Mail.Answer([], -32602), _worker);

        Assert.True(_handles.Tasks.IsEmpty);
    }

    [Fact]
    public void A_task_whose_worker_dies_is_cut_and_holds_up_nothing()
    {
        Begin(ttl: 60_000);
        _calls.BeginAccount();

        _pool.Remove(_worker, "exit 1");

        Assert.Equal((0, 1L), (_calls.Count, _calls.Cut));
    }

    [Fact]
    public void A_task_that_is_left_at_the_end_of_the_budget_is_cut()
    {
        Begin(ttl: 60_000);
        _calls.BeginAccount();

        _answering.Cancel();

        Assert.Equal((0, 1L), (_calls.Count, _calls.Cut));
    }

    [Fact]
    public void A_task_that_nobody_asks_for_keeps_its_worker_for_its_own_time()
    {
        Begin(ttl: 60_000);
        var idle = _pool.Retire(_worker);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(idle.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(idle.IsCompleted);
    }

    [Fact]
    public async Task A_task_with_the_id_of_another_workers_is_not_given_out_and_cancelled()
    {
        await using var otherSide = new FakeWorker();
        var other = await TestWorker.GetReadyAsync(otherSide, pid: 2, capabilities: WithTasks);
        _pool.Add(other);
        Begin(ttl: 60_000);

        var told = Begin(ttl: 60_000, other);

        Assert.Equal(("invalid_answer", CallOutcome.Unknown), (told.Error!.Reason, told.Error.Outcome));
        Assert.Contains("t1", told.Error.Message, StringComparison.Ordinal);
        Assert.Same(_worker, _handles.OwnerOf(Request("tasks/get", """{"taskId":"t1"}""")));
        var asked = await otherSide.ReadAsync();
        Assert.Equal(("tasks/cancel", "t1"), ((string?)asked["method"], (string?)asked["params"]!["taskId"]));
    }

    [Fact]
    public async Task The_id_of_a_task_whose_worker_is_gone_is_free_again()
    {
        await using var otherSide = new FakeWorker();
        var other = await TestWorker.GetReadyAsync(otherSide, pid: 2, capabilities: WithTasks);
        _pool.Add(other);
        Begin(ttl: 60_000);
        _pool.Remove(_worker, "exit 1");

        Assert.Null(Begin(ttl: 60_000, other).Error);

        Assert.Same(other, _handles.OwnerOf(Request("tasks/get", """{"taskId":"t1"}""")));
    }

    [Fact]
    public async Task Tasks_that_go_on_are_cancelled_when_calls_are()
    {
        Begin(ttl: 60_000);

        await _cancelling.CancelAsync();

        var asked = await _side.ReadAsync();
        Assert.Equal(("tasks/cancel", "t1"), ((string?)asked["method"], (string?)asked["params"]!["taskId"]));
        Assert.Equal(1, _calls.Count);
    }

    [Fact]
    public void What_is_no_success_gives_nothing_out()
    {
        _handles.Learn(Request("tools/list"), Mail.Answer("""{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"","data":{"nextCursor":"c"}}}"""u8.ToArray(), -1), _worker);

        Assert.Null(_handles.OwnerOf(Request("tools/list", """{"cursor":"c"}""")));
    }

    private Mail Begin(int ttl, Worker? worker = null) =>
        _handles.Learn(Request("tools/call", """{"name":"t","task":{}}"""), Answer($$$"""{"task":{"taskId":"t1","status":"working","ttl":{{{ttl}}}}}"""), worker ?? _worker);

    private static Mail Answer(string result) => Mail.Answer(System.Text.Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}"""));

    private static ClientRequest Request(string method, string parameters = "{}")
    {
        var body = System.Text.Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");
        return new ClientRequest(body, EnvelopeParser.Parse(body), IsModern: false);
    }
}

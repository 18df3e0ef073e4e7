using Microsoft.Extensions.Time.Testing;
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
    private readonly Handles _handles;
    private Worker _worker = null!;

    public HandlesTests()
    {
        _pool = new WorkerPool(new PoolLimits(2, 3, TimeSpan.FromSeconds(10)), _time);
        _handles = new Handles(new LiveTasks(_pool, _time));
    }

    public async ValueTask InitializeAsync()
    {
        _worker = await TestWorker.GetReadyAsync(_side, capabilities: WithTasks);
        _pool.Add(_worker);
    }

    public ValueTask DisposeAsync() => _side.DisposeAsync();

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
    public void A_subscription_belongs_to_the_worker_that_took_it_and_may_move()
    {
        var request = Request("resources/subscribe", """{"uri":"a://b"}""");
        _handles.Learn(request, Answer("{}"), _worker);

        Assert.Same(_worker, _handles.OwnerOf(Request("resources/unsubscribe", """{"uri":"a://b"}""")));
        Assert.True(Handles.MayMove(request));
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

        _handles.Learn(Request("tasks/get"), Answer("""{"taskId":"t1","status":"completed"}"""), _worker);

        Assert.True(idle.IsCompleted);
        Assert.False(_pool.TryEnter(_worker));
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
    public void What_is_no_success_gives_nothing_out()
    {
        _handles.Learn(Request("tools/list"), Mail.Answer("""{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"","data":{"nextCursor":"c"}}}"""u8.ToArray(), -1), _worker);

        Assert.Null(_handles.OwnerOf(Request("tools/list", """{"cursor":"c"}""")));
    }

    private void Begin(int ttl) =>
        _handles.Learn(Request("tools/call", """{"name":"t","task":{}}"""), Answer($$$"""{"task":{"taskId":"t1","status":"working","ttl":{{{ttl}}}}}"""), _worker);

    private static Mail Answer(string result) => Mail.Answer(System.Text.Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}"""));

    private static ClientRequest Request(string method, string parameters = "{}")
    {
        var body = System.Text.Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");
        return new ClientRequest(body, EnvelopeParser.Parse(body), IsModern: false);
    }
}

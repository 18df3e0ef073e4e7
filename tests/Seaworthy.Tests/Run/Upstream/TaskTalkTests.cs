using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Drain;
using Seaworthy.Run.Bridge.Affinity;
using Seaworthy.Run.Supervision;
using Seaworthy.Run.Upstream;
using Seaworthy.Tests.Run.Bridge.Calls;
using Seaworthy.Tests.Run.Supervision;

namespace Seaworthy.Tests.Run.Upstream;

public sealed class TaskTalkTests : IAsyncLifetime
{
    private const string Modern = "2026-07-28";
    private const string Working = """{"resultType":"task","taskId":"t1","status":"working","ttlMs":60000}""";

    private readonly FakeWorker _side = new();
    private readonly InFlightCalls _calls = new();
    private readonly WorkerPool _pool;
    private readonly TaskBook _book;
    private Worker _worker = null!;

    public TaskTalkTests()
    {
        var time = new FakeTimeProvider();
        _pool = new WorkerPool(new PoolLimits(2, 3, TimeSpan.FromSeconds(10)), time);
        _book = new TaskBook(_pool, new LiveTasks(_pool, _calls, time, CancellationToken.None, CancellationToken.None));
    }

    public async ValueTask InitializeAsync()
    {
        _worker = await TestWorker.GetReadyAsync(_side);
        _pool.Add(_worker);
    }

    public ValueTask DisposeAsync() => _side.DisposeAsync();

    [Theory]
    [InlineData("tools/list", "{}")]
    [InlineData("tools/call", """{"name":"t"}""")]
    [InlineData("prompts/get", """{"name":"t","task":{}}""")]
    public void What_neither_begins_a_task_nor_asks_about_one_is_not_listened_to(string method, string parameters) => Assert.Null(Talk(method, parameters));

    [Fact]
    public void A_task_is_in_flight_at_its_process_until_the_client_has_its_result()
    {
        Talk("tools/call", """{"name":"t"}""", Modern)!.Hear(Answer(Working), _worker);
        var asking = Talk("tasks/get", """{"taskId":"t1"}""", Modern)!;
        Assert.Same(_worker, asking.Owner);
        asking.Hear(Answer("""{"taskId":"t1","status":"working"}"""), _worker);
        Assert.Equal(1, _calls.Count);

        asking.Hear(Answer("""{"taskId":"t1","status":"completed","result":{}}"""), _worker);

        Assert.Equal(0, _calls.Count);
        Assert.True(_pool.Retire(_worker).IsCompleted);
    }

    [Fact]
    public void Up_to_2025_11_25_the_client_asks_for_a_task_and_for_what_came_of_it()
    {
        Begin("s1");
        Talk("tasks/get", """{"taskId":"t1"}""", session: "s1")!.Hear(Answer("""{"taskId":"t1","status":"completed"}"""), _worker);
        Assert.Equal(1, _calls.Count);

        Talk("tasks/result", """{"taskId":"t1"}""", session: "s1")!.Hear(Answer("""{"content":[]}"""), _worker);

        Assert.Equal(0, _calls.Count);
    }

    [Fact]
    public void A_task_that_the_server_has_dropped_is_over()
    {
        Begin("s1");

        Talk("tasks/get", """{"taskId":"t1"}""", session: "s1")!.Hear("""{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"no"}}"""u8, _worker);

        Assert.Equal(0, _calls.Count);
    }

    [Fact]
    public void A_result_that_only_looks_like_a_task_is_none()
    {
        Talk("tools/call", """{"name":"t"}""", Modern)!.Hear(Answer("""{"resultType":"complete","taskId":"t1"}"""), _worker);

        Assert.Equal(0, _calls.Count);
        Assert.Null(Talk("tasks/get", """{"taskId":"t1"}""", Modern)!.Owner);
    }

    [Fact]
    public void Ids_are_a_sessions_own_and_its_tasks_end_with_it()
    {
        Begin("s1");
        Begin("s2");
        Assert.Equal(2, _calls.Count);
        Assert.Null(Talk("tasks/get", """{"taskId":"t1"}""", session: "s3")!.Owner);

        TaskTalk.EndSession("s1", _book);

        Assert.Equal(1, _calls.Count);
    }

    private void Begin(string session) =>
        Talk("tools/call", """{"name":"t","task":{}}""", session: session)!.Hear(Answer("""{"task":{"taskId":"t1","status":"working"}}"""), _worker);

    private TaskTalk? Talk(string method, string parameters, string revision = "", string session = "")
    {
        var headers = new HeaderDictionary();
        if (revision.Length > 0)
            headers["MCP-Protocol-Version"] = revision;
        if (session.Length > 0)
            headers["Mcp-Session-Id"] = session;
        var body = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");
        return TaskTalk.Of(PostedMessage.Read(body, headers), _book);
    }

    private static byte[] Answer(string result) => Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}""");
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Supervision;
using Seaworthy.Tests.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Supervision;

public sealed class HandshakeTests : IAsyncDisposable
{
    private readonly FakeWorker _worker = new();

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    [Fact]
    public async Task Initializes_a_worker_of_an_older_revision()
    {
        var running = RunAsync();
        var request = await _worker.ReadAsync();
        Assert.Equal("initialize", (string?)request["method"]);
        Assert.Equal("2025-11-25", (string?)request["params"]!["protocolVersion"]);
        Assert.Empty(request["params"]!["capabilities"]!.AsObject());

        await _worker.WriteAsync("starting up…");
        await _worker.AnswerAsync(request, """{"protocolVersion":"2025-06-18","capabilities":{},"serverInfo":{"name":"s","version":"1"}}""");

        var identity = await running;
        Assert.Equal(("s", "1", "2025-06-18", false), (identity.Name, identity.Version, identity.Revision, identity.IsModern));
        Assert.Equal("notifications/initialized", (string?)(await _worker.ReadAsync())["method"]);
    }

    [Fact]
    public async Task Asks_for_the_revision_that_it_was_told()
    {
        var running = RunAsync("2024-11-05");
        var request = await _worker.ReadAsync();

        Assert.Equal("2024-11-05", (string?)request["params"]!["protocolVersion"]);
        await _worker.AnswerAsync(request, "{}");
        Assert.Equal("2024-11-05", (await running).Revision);
    }

    [Fact]
    public async Task Discovers_a_worker_that_refuses_to_initialize()
    {
        var running = RunAsync();
        await _worker.RefuseAsync(await _worker.ReadAsync(), -32601);

        await AnswerDiscoverAsync();

        var identity = await running;
        Assert.True(identity.IsModern);
        Assert.Equal("m", identity.Name);
    }

    [Fact]
    public async Task Discovers_at_once_when_it_was_told()
    {
        var running = RunAsync(ProtocolRevision.R20260728);

        await AnswerDiscoverAsync();

        Assert.Equal("2026-07-28", (await running).Revision);
    }

    [Fact]
    public async Task Tells_both_refusals()
    {
        var running = RunAsync();
        await _worker.RefuseAsync(await _worker.ReadAsync(), -32601);
        await _worker.RefuseAsync(await _worker.ReadAsync(), -32099);

        var e = await Assert.ThrowsAsync<HandshakeException>(() => running);

        Assert.Contains("-32601", e.Message, StringComparison.Ordinal);
        Assert.Contains("-32099", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"serverInfo":{"name":"\ud800"}}""")]
    [InlineData("""{"\ud800":1}""")]
    public async Task Refuses_a_result_that_is_of_no_use(string result)
    {
        var running = RunAsync();

        await _worker.AnswerAsync(await _worker.ReadAsync(), result);

        await Assert.ThrowsAsync<HandshakeException>(() => running);
    }

    [Fact]
    public async Task An_error_without_a_code_is_still_an_error()
    {
        var running = RunAsync();

        await _worker.RefuseAsync(await _worker.ReadAsync(), 0);

        Assert.Equal("server/discover", (string?)(await _worker.ReadAsync())["method"]);
        await _worker.EndAsync();
        _worker.Pipe.Fail(CallError.WorkerLost("exit 1"));
        await Assert.ThrowsAsync<HandshakeException>(() => running);
    }

    [Fact]
    public async Task Takes_a_deep_result()
    {
        var running = RunAsync();
        var deep = new string('[', 200) + new string(']', 200);

        await _worker.AnswerAsync(await _worker.ReadAsync(), $$$"""{"capabilities":{"experimental":{{{deep}}} },"serverInfo":{"name":"s"}}""");

        Assert.Equal("s", (await running).Name);
    }

    [Fact]
    public async Task Ends_with_its_worker()
    {
        await _worker.EndAsync();

        await Assert.ThrowsAsync<HandshakeException>(() => RunAsync());
    }

    private async Task AnswerDiscoverAsync()
    {
        var request = await _worker.ReadAsync();
        Assert.Equal("server/discover", (string?)request["method"]);
        Assert.Equal("2026-07-28", (string?)request["params"]!["_meta"]!["io.modelcontextprotocol/protocolVersion"]);
        Assert.IsType<JsonObject>(request["params"]!["_meta"]!["io.modelcontextprotocol/clientCapabilities"]);
        await _worker.AnswerAsync(request,
            """{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{},"_meta":{"io.modelcontextprotocol/serverInfo":{"name":"m","version":"2"}}}""");
    }

    private Task<WorkerIdentity> RunAsync(string? revision = null) =>
        new Handshake(_worker.Pipe, revision, "1.0", new FakeTimeProvider()).RunAsync(TestContext.Current.CancellationToken);
}

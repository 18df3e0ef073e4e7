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
    private const string Discovered =
        """{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{},"_meta":{"io.modelcontextprotocol/serverInfo":{"name":"m","version":"2"}}}""";

    private readonly FakeWorker _worker = new();
    private readonly FakeTimeProvider _time = new();
    private StdioPlan _plan = new(null, 1 << 20, "1.0");

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    [Fact]
    public async Task Initializes_a_worker_that_refuses_to_be_discovered()
    {
        var running = RunAsync();
        await RefuseDiscoverAsync();
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
    public async Task Discovers_a_worker_that_speaks_both_before_initialize_pins_it()
    {
        var running = RunAsync();

        await AnswerDiscoverAsync();

        Assert.True((await running).IsModern);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"supportedVersions":["2025-11-25"]}""")]
    [InlineData("""{"supportedVersions":"2026-07-28"}""")]
    [InlineData("""{"supportedVersions":["2026-07-28"],"capabilities":{"\ud800":true}}""")]
    public async Task Initializes_a_worker_that_answers_anything_with_something(string result)
    {
        var running = RunAsync();
        await _worker.AnswerAsync(await _worker.ReadAsync(), result);

        await _worker.AnswerAsync(await _worker.ReadAsync(), """{"protocolVersion":"2025-06-18","capabilities":{}}""");

        Assert.Equal("2025-06-18", (await running).Revision);
    }

    [Fact]
    public async Task Initializes_a_worker_that_says_nothing()
    {
        var handshake = Create();
        var running = handshake.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal("server/discover", (string?)(await _worker.ReadAsync())["method"]);
        Assert.True(handshake.IsGuessing);

        _time.Advance(Handshake.Patience);

        await _worker.AnswerAsync(await _worker.ReadAsync(), """{"protocolVersion":"2025-06-18","capabilities":{}}""");
        Assert.Equal("2025-06-18", (await running).Revision);
        Assert.Equal(0, _worker.Pipe.InFlight);
    }

    [Fact]
    public async Task A_slow_worker_of_2026_is_still_found_out()
    {
        var running = RunAsync();
        var discover = await _worker.ReadAsync();
        _time.Advance(Handshake.Patience);
        var initialize = await _worker.ReadAsync();

        await _worker.AnswerAsync(discover, Discovered);
        await _worker.RefuseAsync(initialize, -32601);

        Assert.True((await running).IsModern);
    }

    [Fact]
    public async Task What_the_first_worker_showed_saves_the_next_one_a_question()
    {
        _plan.Era.IsModern = false;
        var running = RunAsync();

        var request = await _worker.ReadAsync();

        Assert.Equal("initialize", (string?)request["method"]);
        await _worker.AnswerAsync(request, "{}");
        Assert.False((await running).IsModern);
    }

    [Fact]
    public async Task A_worker_that_turns_out_otherwise_than_the_first_is_asked_the_other_question()
    {
        _plan.Era.IsModern = true;
        var running = RunAsync();
        await RefuseDiscoverAsync();

        await _worker.AnswerAsync(await _worker.ReadAsync(), "{}");

        Assert.False((await running).IsModern);
        Assert.Equal(false, _plan.Era.IsModern);
    }

    [Fact]
    public async Task Guesses_no_more_once_the_worker_has_answered()
    {
        var handshake = Create();
        var running = handshake.RunAsync(TestContext.Current.CancellationToken);
        await RefuseDiscoverAsync();
        _ = await _worker.ReadAsync();

        await _worker.EndAsync();
        _worker.Pipe.Fail(CallError.WorkerLost("exit 1"));

        await Assert.ThrowsAsync<HandshakeException>(() => running);
        Assert.False(handshake.IsGuessing);
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
    public async Task Discovers_a_worker_that_refuses_to_initialize_as_it_was_told()
    {
        var running = RunAsync(ProtocolRevision.R20251125);
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
        var running = RunAsync(ProtocolRevision.R20251125);

        await _worker.AnswerAsync(await _worker.ReadAsync(), result);

        await Assert.ThrowsAsync<HandshakeException>(() => running);
    }

    [Fact]
    public async Task An_error_without_a_code_is_still_an_error()
    {
        var running = RunAsync();

        await _worker.RefuseAsync(await _worker.ReadAsync(), 0);

        Assert.Equal("initialize", (string?)(await _worker.ReadAsync())["method"]);
        await _worker.EndAsync();
        _worker.Pipe.Fail(CallError.WorkerLost("exit 1"));
        await Assert.ThrowsAsync<HandshakeException>(() => running);
    }

    [Fact]
    public async Task Takes_a_deep_result()
    {
        var running = RunAsync(ProtocolRevision.R20251125);
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
        await _worker.AnswerAsync(request, Discovered);
    }

    private async Task RefuseDiscoverAsync()
    {
        var request = await _worker.ReadAsync();
        Assert.Equal("server/discover", (string?)request["method"]);
        await _worker.RefuseAsync(request, -32601);
    }

    private Task<WorkerIdentity> RunAsync(string? revision = null)
    {
        _plan = _plan with { Revision = revision };
        return Create().RunAsync(TestContext.Current.CancellationToken);
    }

    private Handshake Create() => new(_worker.Pipe, _plan, _time);
}

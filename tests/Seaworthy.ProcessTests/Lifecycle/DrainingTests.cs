using System.Globalization;
using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Lifecycle;

/// <summary>What is refused and what is served while calls in flight run to their end.</summary>
public class DrainingTests
{
    [Theory]
    [MemberData(nameof(Revision.All), MemberType = typeof(Revision))]
    public async Task New_work_is_refused_and_may_be_sent_elsewhere(string revision)
    {
        await using var drain = await OpenDrain.BeginAsync(revision);

        AssertRefused(await drain.Client.CallAsync("echo"));
        AssertRefused(await drain.Client.RequestAsync("tools/list"));
        if (Revision.IsStateless(revision))
            AssertRefused(await drain.Client.RequestAsync("subscriptions/listen", new JsonObject { ["notifications"] = new JsonObject() }));
        else
            AssertRefused(await drain.Client.RequestAsync("initialize", new JsonObject { ["protocolVersion"] = revision }));

        await drain.EndAsync();
    }

    [Theory]
    [InlineData(Revision.June2025)]
    [InlineData(Revision.November2025)]
    public async Task A_client_with_a_call_in_flight_gets_what_the_call_may_need(string revision)
    {
        await using var drain = await OpenDrain.BeginAsync(revision);
        var client = drain.Client;

        Assert.Empty((await client.RequestAsync("ping")).Result.EnumerateObject());
        Assert.Equal(202, await StatusAsync(client, new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/roots/list_changed" }));
        Assert.Equal(202, await StatusAsync(client, new JsonObject { ["jsonrpc"] = "2.0", ["id"] = "from-the-worker", ["result"] = new JsonObject() }));
        var another = await RawMcp.DiscoverAsync(drain.Server.Endpoint);
        Assert.True(another.IsAnswered);
        Assert.Equal(0, another.ErrorCode);

        await drain.EndAsync();
    }

    [Fact]
    public async Task A_session_can_be_deleted_and_its_calls_end_with_it()
    {
        await using var drain = await OpenDrain.BeginAsync(Revision.November2025);

        Assert.Equal(204, (await drain.Client.Http.ExchangeAsync(drain.Client.Delete())).Status);

        Assert.False((await drain.Call.EndAsync()).IsAnswered);
        await drain.Server.AssertExitAsync(0);
    }

    [Fact]
    public async Task A_stream_can_be_opened_and_ends_at_once()
    {
        await using var drain = await OpenDrain.BeginAsync(Revision.November2025);

        using var stream = await drain.Client.OpenStreamAsync();
        Assert.Equal(200, stream.Status);
        var ended = await drain.Server.Guard.WatchAsync(stream.ReadToEndAsync(), "the end of the stream");
        Assert.Equal(RawEnding.Complete, ended.Ending);

        await drain.EndAsync();
    }

    [Fact]
    public async Task Probes_tell_the_truth()
    {
        await using var drain = await OpenDrain.BeginAsync(Revision.July2026);
        var http = new RawHttp(drain.Server.Url);

        Assert.Equal(503, (await http.GetAsync("/health/ready")).Status);
        Assert.Equal(503, (await http.GetAsync("/readyz")).Status);
        Assert.Equal(503, (await http.GetAsync("/health")).Status);
        Assert.Equal(200, (await http.GetAsync("/health/live")).Status);
        Assert.Equal(200, (await http.GetAsync("/livez")).Status);
        Assert.Equal(200, (await http.GetAsync("/health/startup")).Status);
        var health = await drain.Server.HealthAsync();
        Assert.Equal(("draining", "Draining", 1), (health.GetProperty("status").GetString(), health.GetProperty("phase").GetString(),
            health.GetProperty("inFlight").GetInt32()));

        await drain.EndAsync();
    }

    [Fact]
    public async Task A_modern_client_takes_its_call_back_by_closing_the_stream()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);
        var (request, _) = client.Request("tools/call", new JsonObject { ["name"] = "silent", ["arguments"] = new JsonObject() });
        var connection = await client.Http.OpenAsync();
        await connection.SendAsync(request, TestContext.Current.CancellationToken);
        await server.WaitForInFlightAsync(1);
        server.Send(Signal.Terminate);
        await server.WaitForPhaseAsync("Draining");

        connection.Dispose();

        await server.AssertExitAsync(0);
        await server.AssertAccountAsync(answered: 0, cut: 0);
    }

    private static async Task<int> StatusAsync(RawMcp client, JsonObject message) =>
        (await client.Http.ExchangeAsync(client.Post(message))).Status;

    private static void AssertRefused(McpAnswer answer)
    {
        Assert.True(answer.IsAnswered, answer.ToString());
        Assert.Equal(503, answer.Raw.Status);
        Assert.Equal("close", answer.Raw.Header("Connection"));
        Assert.True(int.Parse(answer.Raw.Header("Retry-After"), CultureInfo.InvariantCulture) >= 1);
        Assert.Equal((-31010, "draining", "not_started"), (answer.ErrorCode, answer.Reason, answer.Outcome));
        Assert.True(answer.Response.GetProperty("error").GetProperty("data").GetProperty("retryAfterMs").GetInt64() > 0);
    }
}

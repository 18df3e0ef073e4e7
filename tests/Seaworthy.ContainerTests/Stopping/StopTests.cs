using System.Text.Json.Nodes;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Stopping;

/// <summary><c>docker stop</c>, at the worst moments.</summary>
public class StopTests
{
    private const string Sku = "AUD-ARIA-BLK";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_in_flight_is_answered_and_the_log_tells_the_story(bool native)
    {
        var image = await (native ? ProductImages.NativeAsync() : ProductImages.SharedRuntimeAsync());
        await using var network = await Network.CreateAsync();
        await using var database = await PostgresContainer.StartAsync(network);
        await using var server = await ServerContainer.StartReadyAsync(image.Tag, ["--network", network.Name, .. PostgresContainer.UrlOption]);
        var client = await server.ConnectAsync();
        await database.LockAsync("stock");
        var call = client.CallAsync("reserve_stock", Reservation("in-flight-at-stop"));
        await database.WaitersAsync(1);

        var stop = server.Container.StopAsync();
        await server.BecomesAsync("/health/ready", 503);
        Assert.Equal(200, (await server.GetAsync("/health/live")).Status);
        var refused = await client.CallAsync("list_categories");
        await database.UnlockAsync();
        var answer = await call;
        var report = await stop;

        Assert.True(answer.IsAnswered && answer.ErrorCode == 0, $"{answer}\n{report}");
        Assert.Equal("1", (await database.QueryAsync("SELECT count(*) FROM reservations WHERE idempotency_key = 'in-flight-at-stop'"))[0]);
        Assert.Equal((503, "draining", "not_started"), (refused.Raw.Status, refused.Reason, refused.Outcome));
        Assert.True(report.ExitCode == 0, report.ToString());
        AssertInOrder(report.Log, "-> Announcing: SIGTERM", "stopping (SIGTERM): calls in flight: 1", "-> Draining", "-> Stopped", "stopped: 1 answered, 0 cut", "exit 0");
    }

    [Fact]
    public async Task A_call_beyond_the_budget_is_told_so_and_the_exit_code_is_1()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        await using var network = await Network.CreateAsync();
        await using var database = await PostgresContainer.StartAsync(network);
        await using var server = await ServerContainer.StartReadyAsync(
            image.Tag,
            [
                "--network", network.Name, .. PostgresContainer.UrlOption,
                "--env", "SEAWORTHY_SHUTDOWN_TIMEOUT=4s", "--env", "SEAWORTHY_CANCEL_GRACE=1s",
            ]);
        var client = await server.ConnectAsync();
        await database.LockAsync("stock");
        var call = client.CallAsync("reserve_stock", Reservation("beyond-the-budget"));
        await database.WaitersAsync(1);

        var report = await server.Container.StopAsync(grace: 15);
        var answer = await call;

        Assert.True(report.ExitCode == 1, report.ToString());
        Assert.True(report.Took >= TimeSpan.FromSeconds(2.5), $"The call did not get its time: {report}");
        Assert.True(answer.IsAnswered, $"{answer}\n{report}");
        Assert.Equal("unknown", answer.Outcome);
    }

    [Fact]
    public async Task An_open_event_stream_does_not_hold_it_up()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        await using var server = await ServerContainer.StartReadyAsync(image.Tag);
        var client = await server.ConnectAsync();
        using var connection = await client.Http.OpenAsync();
        var (request, _) = client.Request("subscriptions/listen", new JsonObject { ["notifications"] = new JsonObject { ["toolsListChanged"] = true } });
        await connection.SendAsync(request, TestContext.Current.CancellationToken);
        var stream = await connection.ReadHeadAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(stream);
        Assert.Equal(200, stream.Status);
        Assert.StartsWith("text/event-stream", stream.Headers["Content-Type"], StringComparison.Ordinal);
        using var idle = await client.Http.OpenAsync();
        Assert.Equal(200, (await RawHttp.ExchangeAsync(idle, new RawRequest("GET", "/health"))).Status);

        var report = await server.Container.StopAsync();
        var end = await stream.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.True(report.ExitCode == 0, report.ToString());
        var limit = await Yardstick.LimitAsync(TimeSpan.FromSeconds(1), image.Tag);
        Assert.True(report.Took < limit, $"docker stop took {report.Took}, limit {limit}.\n{report.Log}");
        Assert.Equal(RawEnding.Complete, end.Ending);
    }

    [Fact]
    public async Task Behind_a_shell_the_call_is_lost_and_Docker_has_to_kill()
    {
        // What the exec form is for; and proof that the tests above can fail.
        var image = await ProductImages.ShellFormAsync();
        await using var network = await Network.CreateAsync();
        await using var database = await PostgresContainer.StartAsync(network);
        await using var server = await ServerContainer.StartReadyAsync(image.Tag, ["--network", network.Name, .. PostgresContainer.UrlOption]);
        var client = await server.ConnectAsync();
        await database.LockAsync("stock");
        var call = client.CallAsync("reserve_stock", Reservation("behind-a-shell"));
        await database.WaitersAsync(1);

        var report = await server.Container.StopAsync(grace: 3);
        var answer = await call;

        Assert.Equal(137, report.ExitCode);
        Assert.False(answer.IsAnswered, answer.ToString());
        Assert.DoesNotContain("stopping (SIGTERM)", report.Log, StringComparison.Ordinal);
    }

    private static JsonObject Reservation(string key) => new() { ["sku"] = Sku, ["quantity"] = 1, ["idempotencyKey"] = key };

    private static void AssertInOrder(string log, params string[] parts)
    {
        var from = 0;
        foreach (var part in parts)
        {
            var at = log.IndexOf(part, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"'{part}' is not in the log, or not in its place:\n{log}");
            from = at + part.Length;
        }
    }
}

using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Stopping;

/// <summary>Promise 9: open event streams and idle connections never hold up a stop, and end cleanly.</summary>
public class IdleConnectionsTests
{
    private const int Streams = 1000;
    private const int KeptAlive = 200;

    [Fact]
    public async Task A_thousand_streams_and_two_hundred_idle_connections_end_cleanly_at_once()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        // Three exchanges for each: more than one wait's worth on a busy machine, and not what is judged here.
        var streams = await server.Guard.WatchAsync(OpenStreamsAsync(server.Url), "the streams", HangGuard.Limit * 4);
        var idle = await server.Guard.WatchAsync(OpenIdleAsync(server.Url), "the idle connections");
        var ends = Task.WhenAll(streams.Select(stream => stream.ReadToEndAsync()));
        var closes = Task.WhenAll(idle.Select(connection => connection.ReadCloseAsync(TestContext.Current.CancellationToken)));

        var signalled = server.Send(Signal.Terminate);

        foreach (var end in await server.Guard.WatchAsync(ends, "the ends of the streams"))
        {
            Assert.Equal(RawEnding.Complete, end.Ending);
            Assert.Contains("retry:", end.Body, StringComparison.Ordinal);
        }
        Assert.All(await server.Guard.WatchAsync(closes, "the ends of the idle connections"), Assert.True);
        var exit = await server.ExitAsync();
        Assert.Equal(0, exit.Code);
        // The promise is 0.5 s on a quiet machine, which bench/run.sh measures; here other tests run beside it.
        Assert.True(exit.Since(signalled) < TimeSpan.FromSeconds(3), $"It took {exit.Since(signalled)}.");
        streams.ForEach(stream => stream.Dispose());
        idle.ForEach(connection => connection.Dispose());
    }

    private static async Task<List<McpStream>> OpenStreamsAsync(Uri url)
    {
        var streams = new List<McpStream>(Streams);
        for (var i = 0; i < Streams; i++)
        {
            var client = await RawMcp.ConnectAsync(url, Revision.November2025);
            var stream = await client.OpenStreamAsync();
            Assert.Equal(200, stream.Status);
            streams.Add(stream);
        }
        return streams;
    }

    private static async Task<List<RawConnection>> OpenIdleAsync(Uri url)
    {
        var http = new RawHttp(url);
        var connections = new List<RawConnection>(KeptAlive);
        for (var i = 0; i < KeptAlive; i++)
        {
            var connection = await http.OpenAsync();
            Assert.Equal(200, (await RawHttp.ExchangeAsync(connection, new RawRequest("GET", "/health/live"))).Status);
            connections.Add(connection);
        }
        return connections;
    }
}

using System.Net;
using System.Net.Sockets;
using Seaworthy.Trial.Wire;

namespace Seaworthy.Tests.Trial.Wire;

public class WireClientTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(200);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Head + "Content-Length: 5\r\n\r\nhello", nameof(WireEnding.Complete), "hello")]
    [InlineData(Head + "\r\nhello", nameof(WireEnding.Complete), "hello")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n", nameof(WireEnding.Complete), "hello")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n" + Head + "Content-Length: 5\r\n\r\nhello", nameof(WireEnding.Complete), "hello")]
    [InlineData(Head + "Content-Length: 0\r\n\r\n", nameof(WireEnding.EmptyBody), "")]
    [InlineData(Head + "\r\n", nameof(WireEnding.EmptyBody), "")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", nameof(WireEnding.EmptyBody), "")]
    [InlineData(Head + "Content-Length: 9\r\n\r\nhello", nameof(WireEnding.HalfBody), "hello")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", nameof(WireEnding.HalfBody), "hello")]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n9\r\nhello", nameof(WireEnding.HalfBody), "hello")]
    [InlineData("", nameof(WireEnding.NoAnswer), "")]
    [InlineData(Head, nameof(WireEnding.NoAnswer), "")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", nameof(WireEnding.NotHttp), "")]
    public async Task Tells_how_an_exchange_ended_when_the_server_closes(string bytes, string ending, string body)
    {
        using var server = RawServer.Saying(bytes);

        var answer = await new WireClient(server.EndPoint, TimeProvider.System).ExchangeAsync(WireRequest.Get("/"), Plenty, Cancellation);

        Assert.Equal((ending, body), (answer.Ending.ToString(), answer.Body));
        Assert.True(answer.ConnectedAt <= answer.EndedAt);
    }

    [Theory]
    [InlineData("", nameof(WireEnding.ResetBeforeHead))]
    [InlineData("HTTP/1.1 200", nameof(WireEnding.ResetBeforeHead))]
    [InlineData(Head + "Content-Length: 9\r\n\r\nhello", nameof(WireEnding.ResetInBody))]
    [InlineData(Head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", nameof(WireEnding.ResetInBody))]
    public async Task Tells_a_reset_from_a_close(string bytes, string ending)
    {
        using var server = RawServer.Saying(bytes, reset: true);

        var answer = await new WireClient(server.EndPoint, TimeProvider.System).ExchangeAsync(WireRequest.Get("/"), Plenty, Cancellation);

        Assert.Equal(ending, answer.Ending.ToString());
    }

    [Fact]
    public async Task Tells_that_nothing_listens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endPoint = (IPEndPoint)listener.LocalEndpoint;
        listener.Stop();

        var answer = await new WireClient(endPoint, TimeProvider.System).ExchangeAsync(WireRequest.Get("/"), Plenty, Cancellation);

        Assert.Equal(WireEnding.Refused, answer.Ending);
    }

    [Fact]
    public async Task Tells_that_no_connection_came_about()
    {
        // A queue of one that is full: Linux drops whoever knocks then.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var endPoint = (IPEndPoint)listener.LocalEndPoint!;
        using var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await first.ConnectAsync(endPoint, Cancellation);

        var answer = await new WireClient(endPoint, TimeProvider.System).ExchangeAsync(WireRequest.Get("/"), Little, Cancellation);
        var (stream, refusal) = await new WireClient(endPoint, TimeProvider.System).OpenStreamAsync(WireRequest.Get("/"), Little, Cancellation);

        Assert.Equal((WireEnding.Unreachable, WireEnding.Unreachable), (answer.Ending, refusal!.Ending));
        Assert.Null(stream);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(Head + "\r\nhel", 200)]
    public async Task Tells_that_nothing_more_came_in_time(string bytes, int status)
    {
        var over = new TaskCompletionSource();
        using var server = RawServer.Doing(async socket =>
        {
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(bytes));
            await over.Task;
        });

        var answer = await new WireClient(server.EndPoint, TimeProvider.System).ExchangeAsync(WireRequest.Get("/"), Little, Cancellation);
        over.SetResult();

        Assert.Equal((WireEnding.TimedOut, status), (answer.Ending, answer.Status));
    }

    [Fact]
    public async Task Reads_a_little_further_once_it_has_enough_and_counts_the_time_until_then()
    {
        var over = new TaskCompletionSource();
        using var server = RawServer.Doing(async socket =>
        {
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(Head + "\r\nfirst"));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            await socket.SendAsync("second"u8.ToArray());
            await over.Task;
        });

        var answer = await new WireClient(server.EndPoint, TimeProvider.System)
            .ExchangeAsync(WireRequest.Get("/"), Plenty, Cancellation, response => response.Body.StartsWith("first", StringComparison.Ordinal));
        var ended = TimeProvider.System.GetTimestamp();
        over.SetResult();

        Assert.Equal((WireEnding.Complete, "firstsecond"), (answer.Ending, answer.Body));
        Assert.True(TimeProvider.System.GetElapsedTime(answer.EndedAt, ended) >= TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Sends_what_it_was_told()
    {
        using var server = RawServer.Saying("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");

        _ = await new WireClient(server.EndPoint, TimeProvider.System)
            .ExchangeAsync(new WireRequest("POST", "/mcp", [("Accept", "application/json")], "é"), Plenty, Cancellation);

        Assert.Equal($"POST /mcp HTTP/1.1\r\nHost: {server.EndPoint}\r\nAccept: application/json\r\nContent-Length: 2\r\n\r\né", await server.Request);
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Seaworthy.ProcessTests.Http;

/// <summary>The judge is judged first: it must see each way of failing as what it is.</summary>
public class RawHttpTests
{
    private const string HeadOfFive = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
    private const string HeadOfChunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    [Theory]
    [InlineData("", false, RawEnding.NoAnswer)]
    [InlineData("", true, RawEnding.ResetBeforeHead)]
    [InlineData(HeadOfFive + "hello", false, RawEnding.Complete)]
    [InlineData(HeadOfFive + "he", false, RawEnding.HalfBody)]
    [InlineData(HeadOfFive + "he", true, RawEnding.ResetInBody)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", false, RawEnding.EmptyBody)]
    [InlineData(HeadOfChunks + "5\r\nhello\r\n0\r\n\r\n", false, RawEnding.Complete)]
    [InlineData(HeadOfChunks + "5\r\nhello\r\n", false, RawEnding.HalfBody)]
    [InlineData(HeadOfChunks + "5\r\nhello\r\n", true, RawEnding.ResetInBody)]
    [InlineData(HeadOfChunks + "0\r\n\r\n", false, RawEnding.EmptyBody)]
    internal async Task Every_ending_is_told_apart(string response, bool reset, RawEnding expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, response, reset);

        var answer = await Client(listener).GetAsync("/");

        await answering;
        Assert.Equal(expected, answer.Ending);
        Assert.Equal(response.Length == 0 ? 0 : 200, answer.Status);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_is_refused()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = Client(listener);
        listener.Stop();

        Assert.Equal(RawEnding.Refused, (await client.GetAsync("/")).Ending);
    }

    [Fact]
    public async Task A_response_with_another_id_is_no_answer()
    {
        const string Body = """{"jsonrpc":"2.0","id":7,"result":{}}""";
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}", reset: false);

        var raw = await Client(listener).GetAsync("/");

        await answering;
        Assert.True(new McpAnswer(raw, 7).IsAnswered);
        Assert.False(new McpAnswer(raw, 8).IsAnswered);
    }

    private static RawHttp Client(TcpListener listener) => new(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

    private static async Task AnswerAsync(TcpListener listener, string response, bool reset)
    {
        using var socket = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        var request = new byte[1024];
        await socket.ReceiveAsync(request.AsMemory(), TestContext.Current.CancellationToken);
        // A reset does not overtake what was sent before it: Linux hands out what has been received before the error.
        await socket.SendAsync(Encoding.ASCII.GetBytes(response), TestContext.Current.CancellationToken);
        if (reset)
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }
}

using System.Text;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Hostile;

/// <summary>
/// Requests that two HTTP parsers could read in two ways, with a second one hidden behind them (request smuggling, RFC 9112
/// section 11.2). Each is refused and its connection closed, so that the hidden one is never read.
/// </summary>
public class MalformedRequestTests
{
    private const string Hidden = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private const string Start = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: */*\r\n";

    private static readonly string[] Shapes =
    [
        Start + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
        Start + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        Start + "Content-Length: 2, 2\r\n\r\n{}",
        Start + "Content-Length: -2\r\n\r\n{}",
        Start + "Content-Length: 0x2\r\n\r\n{}",
        Start + "Content-Length : 2\r\n\r\n{}",
        Start + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        Start + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        Start + "Transfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        Start + "Transfer-Encoding: xchunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        Start + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        Start + "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
        Start + "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n",
        Start + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}\r\n0\r\n\r\n",
        Start + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n",
        Start + "Transfer-Encoding: chunked\r\n\r\n2;a\nb\r\n{}\r\n0\r\n\r\n",
        Start + "X-Fold: a\r\n b\r\nContent-Length: 2\r\n\r\n{}",
        Start + "X-Fold: a\r\n\tTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}",
        Start + " X-Space: a\r\nContent-Length: 2\r\n\r\n{}",
        Start + "X-Null: a\0b\r\nContent-Length: 2\r\n\r\n{}",
        Start + "Host: elsewhere\r\nContent-Length: 2\r\n\r\n{}",
        "POST /mcp HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        "POST  /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
        "no http at all\r\n\r\n",
    ];

    [Fact]
    public async Task Each_is_refused_and_what_hides_behind_it_is_not_read()
    {
        await using var siege = await Siege.BeginAsync();
        foreach (var shape in Shapes)
        {
            var answer = await siege.Server.Guard.WatchAsync(SendAsync(siege, shape + Hidden), shape);
            Assert.True(answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), $"{shape}\n--- was answered with\n{answer}");
            Assert.True(Count(answer) == 1, $"{shape}\n--- was answered with\n{answer}");
        }
        await siege.EndAsync();
    }

    [Theory]
    [InlineData("X-Large", 64 * 1024, 431)]
    [InlineData("Mcp-Session-Id", 64 * 1024, 431)]
    public async Task Headers_that_are_too_large_are_refused(string name, int size, int status)
    {
        await using var siege = await Siege.BeginAsync();

        var answer = await SendAsync(siege, $"{Start}{name}: {new string('a', size)}\r\nContent-Length: 2\r\n\r\n{{}}");

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        await siege.EndAsync();
    }

    [Fact]
    public async Task Too_many_headers_and_a_path_that_is_too_long_are_refused()
    {
        await using var siege = await Siege.BeginAsync();

        var headers = await SendAsync(siege, Start + string.Concat(Enumerable.Range(0, 500).Select(i => $"X-{i}: a\r\n")) + "\r\n");
        var path = await SendAsync(siege, $"GET /{new string('a', 64 * 1024)} HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431 ", headers, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414 ", path, StringComparison.Ordinal);
        await siege.EndAsync();
    }

    private static int Count(object answers) => answers.ToString()!.Split("HTTP/1.1 ").Length - 1;

    /// <summary>Everything that comes until the connection is closed.</summary>
    private static async Task<string> SendAsync(Siege siege, string request)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var connection = await siege.Honest.Http.OpenAsync();
        await connection.SendAsync(Encoding.Latin1.GetBytes(request), cancellation);
        var text = new StringBuilder();
        try
        {
            while (Count(text) < 2 && await connection.ReadAsync(4096, cancellation) is { Length: > 0 } bytes)
                text.Append(Encoding.UTF8.GetString(bytes));
        }
        catch (System.Net.Sockets.SocketException)
        {
            // Closed with bytes of ours unread: the answer came before the reset.
        }
        return text.ToString();
    }
}

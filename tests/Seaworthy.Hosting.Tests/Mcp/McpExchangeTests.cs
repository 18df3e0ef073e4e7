using System.Buffers;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Mcp;

namespace Seaworthy.Hosting.Tests.Mcp;

public class McpExchangeTests
{
    [Fact]
    public async Task What_is_said_after_the_response_does_not_reach_the_next_one_on_its_connection()
    {
        // Kestrel has one response stream for all requests of a connection.
        using var connection = new MemoryStream();
        var http = new DefaultHttpContext { Response = { Body = connection } };
        var exchange = new McpExchange(http, null, null, TimeProvider.System);
        await using (exchange)
            await exchange.SayAsync(": before\n\n"u8.ToArray());

        await exchange.SayAsync(": after\n\n"u8.ToArray());

        Assert.Equal(": before\n\n"u8.ToArray(), connection.ToArray());
    }

    [Fact]
    public async Task What_was_taken_from_the_request_is_given_back()
    {
        using var connection = new MemoryStream();
        using var client = new CancellationTokenSource();
        var http = new DefaultHttpContext { Response = { Body = connection }, RequestAborted = client.Token };

        await using (new McpExchange(http, null, null, TimeProvider.System))
            http.Response.BodyWriter.Write("written, not flushed"u8);

        Assert.Equal(client.Token, http.RequestAborted);
        Assert.Same(connection, http.Response.Body);
        Assert.Equal("written, not flushed"u8.ToArray(), connection.ToArray());
    }
}

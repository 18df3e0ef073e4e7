using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Mcp;

namespace Seaworthy.Hosting.Tests.Mcp;

/// <summary>What reaches the client of what the SDK writes, and when. The SDK writes an event and flushes.</summary>
public sealed class EventBodyTests : IDisposable
{
    private const string Progress = "event: message\ndata: {\"method\":\"notifications/progress\",\"params\":{\"result\":1},\"jsonrpc\":\"2.0\"}\n\n";
    private const string Answer = "event: message\ndata: {\"result\":{\"content\":[]},\"id\":1,\"jsonrpc\":\"2.0\"}\n\n";

    private readonly NotedResponse _response = new();

    public void Dispose() => _response.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_head_of_a_call_the_answer_and_the_end_are_one_packet()
    {
        var (http, exchange) = Begin();
        await using (exchange)
        {
            await http.Response.Body.FlushAsync(Cancellation);
            Assert.True(exchange.IsHeadHeld);
            await WriteAsync(http, Answer);
        }

        Assert.Equal([$"{Answer}END"], _response.Packets);
    }

    [Fact]
    public async Task An_event_before_the_answer_takes_the_head_along_and_waits_for_nothing()
    {
        var (http, exchange) = Begin();
        await using var over = exchange;

        await http.Response.Body.FlushAsync(Cancellation);
        await WriteAsync(http, Progress);
        Assert.Equal([Progress], _response.Packets);
        await WriteAsync(http, Answer);

        Assert.Equal([Progress, $"{Answer}END"], _response.Packets);
    }

    [Fact]
    public async Task A_head_that_waits_is_sent_when_it_is_time()
    {
        var (http, exchange) = Begin();
        await using var over = exchange;
        await exchange.SendHeadAsync();
        Assert.Empty(_response.Packets);

        await http.Response.Body.FlushAsync(Cancellation);
        await exchange.SendHeadAsync();

        Assert.Equal(["HEAD"], _response.Packets);
        Assert.False(exchange.IsHeadHeld);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen"}""")]
    public async Task The_head_of_a_stream_waits_for_nothing(string? message)
    {
        var (http, exchange) = Begin(message);
        await using var over = exchange;

        await http.Response.Body.FlushAsync(Cancellation);

        Assert.Equal(["HEAD"], _response.Packets);
    }

    [Fact]
    public async Task A_stream_of_its_own_does_not_end_with_an_answer()
    {
        // 2024-11-05: one stream has the answers of all calls.
        var (http, exchange) = Begin(null);
        await using var over = exchange;

        await WriteAsync(http, Answer);

        Assert.Equal([Answer], _response.Packets);
    }

    [Fact]
    public async Task A_call_that_was_answered_in_its_place_gets_no_second_answer()
    {
        var (http, exchange) = Begin();
        exchange.IsAlone = true;
        http.Response.ContentType = "text/event-stream";
        await using var over = exchange;

        await exchange.FailAsync(CallError.Timeout(TimeSpan.FromSeconds(1)));
        await WriteAsync(http, Answer);

        var packet = Assert.Single(_response.Packets);
        Assert.StartsWith("event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-31014,", packet, StringComparison.Ordinal);
        Assert.EndsWith("}\n\nEND", packet, StringComparison.Ordinal);
        Assert.True(http.RequestAborted.IsCancellationRequested);
    }

    [Fact]
    public async Task A_call_that_has_its_answer_is_not_failed_any_more()
    {
        var (http, exchange) = Begin();
        exchange.IsAlone = true;
        http.Response.ContentType = "text/event-stream";
        await using var over = exchange;

        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Answer), Cancellation);
        await exchange.FailAsync(CallError.Timeout(TimeSpan.FromSeconds(1)));
        await http.Response.Body.FlushAsync(Cancellation);

        Assert.Equal([$"{Answer}END"], _response.Packets);
    }

    private (HttpContext Http, McpExchange Exchange) Begin(string? message = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}""")
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpResponseBodyFeature>(_response);
        var posted = message is null ? null : PostedMessage.Peek(Encoding.UTF8.GetBytes(message), http.Request.Headers);
        return (http, new McpExchange(http, posted, new InFlightCalls().BeginContinuation(), TimeProvider.System));
    }

    private static async Task WriteAsync(HttpContext http, string text)
    {
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), Cancellation);
        await http.Response.Body.FlushAsync(Cancellation);
    }
}

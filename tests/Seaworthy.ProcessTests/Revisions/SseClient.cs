using System.Text.Json;
using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Revisions;

/// <summary>A client of 2024-11-05: one stream for everything that comes, and POSTs to the address that it announces.</summary>
internal sealed class SseClient : IDisposable
{
    private readonly RawHttp _http;
    private int _last;

    private SseClient(RawHttp http, McpStream stream, string address) => (_http, Stream, Address) = (http, stream, address);

    public McpStream Stream { get; }

    public string Address { get; }

    /// <summary>Opens the stream, and waits for the address.</summary>
    public static async Task<SseClient> OpenAsync(Uri url)
    {
        var http = new RawHttp(url);
        var connection = await http.OpenAsync();
        await connection.SendAsync(new RawRequest("GET", "/sse") { Headers = new Dictionary<string, string> { ["Accept"] = "text/event-stream" } }, TestContext.Current.CancellationToken);
        var stream = new McpStream(connection, (await connection.ReadHeadAsync(TestContext.Current.CancellationToken))!);
        Assert.True(await stream.ReadUntilAsync("\n\n"), "The stream ended before it said where to post.");
        Assert.StartsWith("event: endpoint\n", stream.Body, StringComparison.Ordinal);
        return new SseClient(http, stream, stream.Events[0].Data);
    }

    /// <summary>The same, initialised.</summary>
    public static async Task<SseClient> ConnectAsync(Uri url)
    {
        var client = await OpenAsync(url);
        var answer = await client.AskAsync("initialize", new JsonObject
        {
            ["protocolVersion"] = Revision.November2024,
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = "anne", ["version"] = "1" },
        });
        Assert.Equal(Revision.November2024, answer.GetProperty("result").GetProperty("protocolVersion").GetString());
        Assert.Equal(202, (await client.PostAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/initialized" })).Status);
        return client;
    }

    /// <summary>Posts a message.</summary>
    public Task<RawAnswer> PostAsync(JsonObject message, string? address = null) => _http.ExchangeAsync(Request(message, address));

    /// <summary>The HTTP request that posts a message.</summary>
    public RawRequest Request(JsonObject message, string? address = null) => new("POST", address ?? Address)
    {
        Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
        Body = message.ToJsonString(JsonSerializerOptions.Default),
    };

    /// <summary>A connection for several posts.</summary>
    public Task<RawConnection> OpenConnectionAsync() => _http.OpenAsync();

    /// <summary>Posts a request, on a connection of its own or on a given one; returns its id.</summary>
    public async Task<int> SendAsync(string method, JsonObject parameters, RawConnection? connection = null)
    {
        var id = ++_last;
        var request = Request(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        Assert.Equal(202, (connection is null ? await _http.ExchangeAsync(request) : await RawHttp.ExchangeAsync(connection, request)).Status);
        return id;
    }

    /// <summary>Posts a request, and waits for its answer on the stream.</summary>
    public async Task<JsonElement> AskAsync(string method, JsonObject parameters) => await AnswerAsync(await SendAsync(method, parameters));

    /// <summary>Waits for the answer to a request.</summary>
    public async Task<JsonElement> AnswerAsync(int id)
    {
        while (true)
        {
            foreach (var (_, data) in Stream.Events.Skip(1).Where(each => each.Data.Length > 0))
            {
                using var message = JsonDocument.Parse(data);
                if (message.RootElement.TryGetProperty("id", out var answered) && answered.GetInt32() == id && !message.RootElement.TryGetProperty("method", out _))
                    return message.RootElement.Clone();
            }
            Assert.True(await Stream.ReadMoreAsync(), $"The stream ended before answer {id}:\n{Stream.Body}");
        }
    }

    public void Dispose() => Stream.Dispose();
}

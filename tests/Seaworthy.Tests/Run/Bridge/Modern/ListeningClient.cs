using System.Text.Json.Nodes;
using Seaworthy.Tests.Run.Bridge.Http;

namespace Seaworthy.Tests.Run.Bridge.Modern;

/// <summary>A client with an open <c>subscriptions/listen</c>.</summary>
internal sealed class ListeningClient : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task<HttpResponseMessage> _posting;
    private StreamReader? _events;

    public ListeningClient(BridgeHost host, string id, string filter)
    {
        var request = host.Client.PostModern("subscriptions/listen", $"\"notifications\":{filter},", id);
        _posting = host.Client.SendUntilAsync(request, _leaving.Token);
    }

    /// <summary>The answer's headers.</summary>
    public Task<HttpResponseMessage> Response => _posting;

    /// <summary>The next message; null at the end of the stream.</summary>
    public async Task<JsonNode?> NextAsync()
    {
        _events ??= await TestClient.EventsAsync(await _posting);
        return await TestClient.NextAsync(_events);
    }

    /// <summary>The method and the subscription of the next message.</summary>
    public async Task<string> ShownAsync()
    {
        var message = (await NextAsync())!;
        return $"{message["method"]} {message["params"]!["_meta"]!["io.modelcontextprotocol/subscriptionId"]!.ToJsonString()}";
    }

    /// <summary>Breaks the connection.</summary>
    public void Leave()
    {
        _leaving.Cancel();
        // Once the headers are there, only the end of the body is seen by the server.
        _events?.Dispose();
    }

    public void Dispose()
    {
        Leave();
        _leaving.Dispose();
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Seaworthy.StubServer.Protocol;

/// <summary>The other side: what it said about itself, where it is written to, and what it was asked.</summary>
internal sealed class Client : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _questions = new();
    private readonly ConcurrentDictionary<string, byte> _subscriptions = new();
    private string _name = "nobody";
    private string _level = "none";
    private int _asked;

    public Output Output { get; } = new();

    /// <summary>Everything it said, in one line.</summary>
    public string Description => $"{_name}, level {_level}, subscribed to {string.Join(' ', _subscriptions.Keys.Order(StringComparer.Ordinal))}";

    /// <summary>Whether it wants to hear of a resource.</summary>
    public bool HasSubscribed(string uri) => _subscriptions.ContainsKey(uri);

    /// <summary>Asks it something, and waits for the answer.</summary>
    public async Task<JsonElement> AskAsync(string method, Action<Utf8JsonWriter> parameters, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _asked).ToString(CultureInfo.InvariantCulture);
        var answer = _questions[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Output.WriteLineAsync(Message.Request(id, method, parameters)).ConfigureAwait(false);
        return await answer.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes a line that is an answer to a question; false when it is none.</summary>
    public bool TryTakeAnswer(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement is { ValueKind: JsonValueKind.Object } message && !message.TryGetProperty("method", out _)
                && message.TryGetProperty("id", out var id) && _questions.TryRemove(id.GetRawText(), out var question)
                && question.TrySetResult(message.Clone());
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Remembers what a request says about it.</summary>
    public void Hear(Request request)
    {
        switch (request.Method)
        {
            case "initialize": _name = request.Param("clientInfo", "name")?.GetString() ?? "nobody"; break;
            case "logging/setLevel": _level = request.Param("level")?.GetString() ?? "none"; break;
            case "resources/subscribe": _subscriptions[request.Param("uri")?.GetString() ?? ""] = 0; break;
            case "resources/unsubscribe": _subscriptions.TryRemove(request.Param("uri")?.GetString() ?? "", out _); break;
        }
    }

    public void Dispose() => Output.Dispose();
}

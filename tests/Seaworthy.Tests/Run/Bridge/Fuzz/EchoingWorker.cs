using System.Text.Json;
using Seaworthy.Tests.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Fuzz;

/// <summary>Answers every request at once with the parameters that it came with, and notes every line that no worker should ever get.</summary>
internal sealed class EchoingWorker(FakeWorker worker)
{
    private const string Tools = "\"tools\":[{\"name\":\"t\",\"inputSchema\":{\"properties\":{\"region\":{\"type\":\"string\",\"x-mcp-header\":\"Region\"}}}}],";

    private readonly HashSet<string> _ids = [];

    public List<string> Faults { get; } = [];

    public int Requests { get; private set; }

    /// <summary>Answers until its input ends.</summary>
    public async Task RunAsync()
    {
        while (await worker.ReadLineAsync() is { } line)
        {
            try
            {
                using var message = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 256 });
                await AnswerAsync(message.RootElement);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                Faults.Add($"{e.Message}: {line}");
            }
        }
    }

    private async Task AnswerAsync(JsonElement message)
    {
        var method = message.GetProperty("method").GetString()!;
        if (!message.TryGetProperty("id", out var id))
            return;
        Requests++;
        if (id.ValueKind != JsonValueKind.Number || !_ids.Add(id.GetRawText()))
            Faults.Add($"the id of {message.GetRawText()} is not the bridge's own, or not new");
        var parameters = message.TryGetProperty("params", out var given) ? given.GetRawText() : "";
        if (method == "subscriptions/listen" && given.TryGetProperty("notifications", out var filter))
        {
            await WriteAsync("method", "\"notifications/subscriptions/acknowledged\"", "params",
                $"{{\"notifications\":{filter.GetRawText()},\"_meta\":{{\"io.modelcontextprotocol/subscriptionId\":{id.GetRawText()}}}}}");
            return;
        }
        var seen = JsonSerializer.Serialize(parameters);
        if (given.ValueKind == JsonValueKind.Object && given.TryGetProperty("_meta", out var meta) && meta.TryGetProperty("progressToken", out var token) && token.ValueKind == JsonValueKind.Number)
            await WriteAsync("method", "\"notifications/progress\"", "params", $"{{\"progressToken\":{token.GetRawText()},\"progress\":1,\"message\":{seen}}}");
        await WriteAsync("id", id.GetRawText(), "result", $"{{{(method == "tools/list" ? Tools : "")}\"resultType\":\"complete\",\"seen\":{seen}}}");
    }

    private Task WriteAsync(string first, string one, string second, string other) =>
        worker.WriteAsync($"{{\"jsonrpc\":\"2.0\",\"{first}\":{one},\"{second}\":{other}}}");
}

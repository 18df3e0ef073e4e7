using System.Text.Json;

using Seaworthy.StubServer.Protocol;

namespace Seaworthy.StubServer.Tools;

/// <summary>A call of a tool: its arguments, and the ways to answer.</summary>
internal sealed class ToolCall(string id, Request request, Dialect dialect, Client client, CancellationToken cancelled)
{
    public string Id => id;

    public Request Request => request;

    public Client Client => client;

    public Output Output => client.Output;

    public CancellationToken Cancelled => cancelled;

    public string Text(string name, string otherwise = "") =>
        request.Param("arguments", name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : otherwise;

    public int Number(string name, int otherwise = 0) =>
        request.Param("arguments", name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : otherwise;

    public Task WaitAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cancelled);

    public Task AnswerAsync(string text, bool isError = false) => Output.WriteLineAsync(AnswerLine(text, isError));

    /// <summary>The line that answers, for tools with their own idea of how to write it.</summary>
    public byte[] AnswerLine(string text, bool isError = false) => dialect.Result(id, json =>
    {
        json.WriteStartArray("content");
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
        json.WriteEndArray();
        if (isError)
            json.WriteBoolean("isError", true);
    });

    /// <summary>The line that reports progress; null when the client did not ask for it.</summary>
    public byte[]? ProgressLine(int progress, int total) =>
        request.Param("_meta", "progressToken")?.GetRawText() is { } token
            ? Message.Notification("notifications/progress", json =>
            {
                Message.WriteRaw(json, "progressToken", token);
                json.WriteNumber("progress", progress);
                json.WriteNumber("total", total);
            })
            : null;

    /// <summary>Logs, unless the revision wants to be asked for it and was not.</summary>
    public async Task LogAsync(string text)
    {
        if (dialect.IsModern && request.Param("_meta", Request.LogLevelKey) is null)
            return;
        await Output.WriteLineAsync(Message.Notification("notifications/message", json =>
        {
            json.WriteString("level", "info");
            json.WriteString("logger", "stub");
            json.WriteString("data", text);
        })).ConfigureAwait(false);
    }
}

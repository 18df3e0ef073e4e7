using Seaworthy.StubServer.Protocol;

namespace Seaworthy.StubServer.Tools;

/// <summary>Tools that have to do with the client: they ask it, tell it something, or say what they know of it.</summary>
internal static class ClientTools
{
    /// <summary>Asks the user, and answers with what came back.</summary>
    public static async Task AskAsync(ToolCall call)
    {
        var answer = await call.Client.AskAsync("elicitation/create", json =>
        {
            json.WriteString("message", call.Text("text", "well?"));
            Message.WriteRaw(json, "requestedSchema", """{"type":"object","properties":{"answer":{"type":"string"}}}""");
        }, call.Cancelled).ConfigureAwait(false);
        await call.AnswerAsync(answer.TryGetProperty("result", out var result) ? result.GetRawText() : answer.GetRawText()).ConfigureAwait(false);
    }

    /// <summary>Sends a notification that belongs to no call, then answers.</summary>
    public static async Task TellAsync(ToolCall call)
    {
        await call.Output.WriteLineAsync(Message.Notification(call.Text("method"), json =>
        {
            if (call.Text("uri") is { Length: > 0 } uri)
                json.WriteString("uri", uri);
        })).ConfigureAwait(false);
        await call.AnswerAsync("told").ConfigureAwait(false);
    }

    /// <summary>Changes a resource: tells of it if somebody wants to hear, and answers whether anybody did.</summary>
    public static async Task TouchAsync(ToolCall call)
    {
        var uri = call.Text("uri");
        var isWanted = call.Client.HasSubscribed(uri);
        if (isWanted)
            await call.Output.WriteLineAsync(Message.Notification("notifications/resources/updated", json => json.WriteString("uri", uri))).ConfigureAwait(false);
        await call.AnswerAsync(isWanted ? "told" : "nobody wants to know").ConfigureAwait(false);
    }

    public static Task DescribeAsync(ToolCall call) => call.AnswerAsync(call.Client.Description);
}

using System.Text;
using System.Text.Json;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Affinity;

/// <summary>
/// Cursors, tasks and subscriptions belong to the worker that gave them out: whoever comes back with one goes there. Remembered by what they
/// are, so that they mean nothing to another replica.
/// </summary>
internal sealed class Handles(LiveTasks tasks)
{
    private const int Most = 100_000;
    private const int InvalidParams = -32602;

    private readonly Owners _owners = new(Most);

    /// <summary>The worker that a request belongs to; null when it belongs to none.</summary>
    public Worker? OwnerOf(ClientRequest request) => KeyOf(request) is { } key ? _owners.Find(key) : null;

    /// <summary>Whether a request may go to any worker when its own is gone: a subscription can be taken anew.</summary>
    public static bool MayMove(ClientRequest request) => IsSubscription(request.Method);

    /// <summary>The answer to a request whose owner is gone, and what it knew with it.</summary>
    public static Mail Gone(ClientRequest request)
    {
        var what = IsTask(request.Method) ? "Task not found: the server process that had it is gone" : "Invalid cursor: the server process that gave it out is gone; list again from the start";
        return Mail.Answer(ErrorMessage.Write(request.Id, new ProtocolError(200, InvalidParams, what)).ToArray(), InvalidParams);
    }

    /// <summary>A worker has answered: what it gave out is its own.</summary>
    public void Learn(ClientRequest request, Mail answer, Worker worker)
    {
        if (answer is not { Kind: MailKind.Answer, ErrorCode: 0 })
            return;
        if (request.Method == Methods.ResourcesSubscribe && KeyOf(request) is { } subscription)
            _owners.Remember(subscription, worker);
        else if (IsList(request.Method))
            LearnCursor(request.Method, answer.Message, worker);
        else if (worker.Identity is { MayHaveTasks: true } && (request.Method == Methods.ToolsCall || IsTask(request.Method)))
            LearnTask(answer.Message, worker);
    }

    private void LearnCursor(string method, byte[] answer, Worker worker)
    {
        if (Member(ResultOf(answer), "nextCursor"u8) is { } cursor)
            _owners.Remember($"{method} {cursor}", worker);
    }

    private void LearnTask(byte[] answer, Worker worker)
    {
        if (answer.AsSpan().IndexOf("\"taskId\""u8) < 0 || TaskState.Read(ResultOf(answer)) is not { } state)
            return;
        _owners.Remember($"task {state.Id}", worker);
        tasks.Note(state, worker);
    }

    private static string? KeyOf(ClientRequest request)
    {
        if (IsSubscription(request.Method))
            return request.Text(request.Envelope.Uri) is { } uri ? $"subscription {uri}" : null;
        if (IsList(request.Method))
            return Member(request.Envelope.Params.Of(request.Body), "cursor"u8) is { } cursor ? $"{request.Method} {cursor}" : null;
        return IsTask(request.Method) && Member(request.Envelope.Params.Of(request.Body), "taskId"u8) is { } task ? $"task {task}" : null;
    }

    private static bool IsList(string method) =>
        method is Methods.ToolsList or Methods.PromptsList or Methods.ResourcesList or Methods.ResourceTemplatesList;

    private static bool IsSubscription(string method) => method is Methods.ResourcesSubscribe or Methods.ResourcesUnsubscribe;

    private static bool IsTask(string method) => method.StartsWith("tasks/", StringComparison.Ordinal);

    private static ReadOnlySpan<byte> ResultOf(byte[] answer) => EnvelopeParser.Parse(answer).Result.Of(answer);

    private static string? Member(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        if (json is not [(byte)'{', ..])
            return null;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            // As it was written, escapes included: it is only compared, and need not be valid text.
            if (isIt)
                return reader.TokenType == JsonTokenType.String ? Encoding.UTF8.GetString(reader.ValueSpan) : null;
            reader.Skip();
        }
        return null;
    }
}

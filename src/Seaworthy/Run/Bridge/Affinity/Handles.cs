using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Affinity;

/// <summary>
/// Cursors and tasks belong to the worker that gave them out: whoever comes back with one goes there. Remembered by what they
/// are, so that they mean nothing to another replica.
/// </summary>
internal sealed class Handles(TaskBook tasks)
{
    private const int Most = 100_000;
    private const int InvalidParams = -32602;

    private readonly Owners _owners = new(Most);

    /// <summary>Those that go on.</summary>
    public LiveTasks Tasks => tasks.Live;

    /// <summary>The worker that a request belongs to; null when it belongs to none.</summary>
    public Worker? OwnerOf(ClientRequest request)
    {
        if (IsList(request.Method))
            return RawMember.Read(request.Envelope.Params.Of(request.Body), "cursor"u8) is { } cursor ? _owners.Find($"{request.Method} {cursor}") : null;
        return IsTask(request.Method) && TaskOf(request) is { } task ? tasks.OwnerOf(task) : null;
    }

    /// <summary>The answer to a request whose owner is gone, and what it knew with it.</summary>
    public static Mail Gone(ClientRequest request)
    {
        var what = IsList(request.Method) ? "Invalid cursor: the server process that gave it out is gone; list again from the start" : "Task not found: the server process that had it is gone";
        return Mail.Answer(ErrorMessage.Write(request.Id, new ProtocolError(200, InvalidParams, what)).ToArray(), InvalidParams);
    }

    /// <summary>A worker has answered: what it gave out is its own. Returns what the client is told, which is that answer unless it cannot be kept.</summary>
    public Mail Learn(ClientRequest request, Mail answer, Worker worker)
    {
        if (IsTask(request.Method) && answer.Kind == MailKind.Answer && IsLastOf(request.Method, answer.ErrorCode) && TaskOf(request) is { } task)
            tasks.Live.Deliver(task);
        if (answer is not { Kind: MailKind.Answer, ErrorCode: 0 })
            return answer;
        if (IsList(request.Method))
            LearnCursor(request.Method, answer.Message, worker);
        else if (worker.Identity is { MayHaveTasks: true } && (request.Method == Methods.ToolsCall || IsTask(request.Method)))
            return LearnTask(answer, worker);
        return answer;
    }

    private void LearnCursor(string method, byte[] answer, Worker worker)
    {
        if (RawMember.Read(ResultOf(answer), "nextCursor"u8) is { } cursor)
            _owners.Remember($"{method} {cursor}", worker);
    }

    private Mail LearnTask(Mail answer, Worker worker)
    {
        if (answer.Message.AsSpan().IndexOf("\"taskId\""u8) < 0 || TaskState.Read(ResultOf(answer.Message)) is not { } state)
            return answer;
        if (tasks.TryNote(state.Id, state, worker, worker.Identity is { IsModern: true }))
            return answer;
        _ = tasks.Live.CancelAsync(state.Id, worker);
        return Mail.Failure(CallError.InvalidAnswer(
            $"its task has the id of another process's task, {state.Id}: the server must make ids that do not repeat, or run with --isolation session or --workers 1"));
    }

    private static string? TaskOf(ClientRequest request) => RawMember.Read(request.Envelope.Params.Of(request.Body), "taskId"u8);

    /// <summary>Whether nothing is left to be said of a task: its result is out, or its worker does not know it any more.</summary>
    private static bool IsLastOf(string method, int errorCode) => method == Methods.TasksResult || method == Methods.TasksGet && errorCode == InvalidParams;

    private static bool IsList(string method) =>
        method is Methods.ToolsList or Methods.PromptsList or Methods.ResourcesList or Methods.ResourceTemplatesList or Methods.TasksList;

    private static bool IsTask(string method) => method.StartsWith("tasks/", StringComparison.Ordinal);

    private static ReadOnlySpan<byte> ResultOf(byte[] answer) => EnvelopeParser.Parse(answer).Result.Of(answer);
}

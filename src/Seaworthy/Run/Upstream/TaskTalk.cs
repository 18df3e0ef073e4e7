using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Affinity;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Upstream;

/// <summary>
/// A request that begins a task or asks about one. The task belongs to the process that has it, and is a call in flight until the client has what came
/// of it. Ids are a session's own where there are sessions.
/// </summary>
internal sealed class TaskTalk
{
    private const int InvalidParams = -32602;

    private readonly TaskBook _book;
    private readonly PostedMessage _message;
    private readonly string? _asked;

    private TaskTalk(TaskBook book, PostedMessage message, string? asked) => (_book, _message, _asked) = (book, message, asked);

    /// <summary>The process that has the task that is asked about; null when none is known.</summary>
    public Worker? Owner => _asked is null ? null : _book.OwnerOf(Name(_asked));

    /// <summary>Null for a message that has nothing to do with tasks.</summary>
    public static TaskTalk? Of(PostedMessage message, TaskBook book)
    {
        var isAsking = message.Method?.StartsWith("tasks/", StringComparison.Ordinal) == true;
        if (message.Ids.Count != 1 || !isAsking && message.Method != Methods.ToolsCall)
            return null;
        var parameters = EnvelopeParser.Parse(message.Body).Params.Of(message.Body);
        if (isAsking)
            return new TaskTalk(book, message, RawMember.Read(parameters, "taskId"u8));
        // Up to 2025-11-25 a client asks for a task; since 2026-07-28 it may be given one.
        return message.IsModern || parameters.IndexOf("\"task\""u8) >= 0 ? new TaskTalk(book, message, asked: null) : null;
    }

    /// <summary>The session of a client is over: nobody will ask for its tasks any more.</summary>
    public static void EndSession(string session, TaskBook book) => book.Live.Abandon(Prefix(session));

    /// <summary>The answer, before the client has it.</summary>
    public void Hear(ReadOnlySpan<byte> answer, Worker worker)
    {
        var envelope = EnvelopeParser.Parse(answer);
        if (envelope.Kind != MessageKind.Response)
            return;
        if (_asked is not null && IsLast(envelope.Error.IsPresent ? AnswerRewriter.ErrorCode(envelope.Error.Of(answer)).Code : 0))
            _book.Live.Deliver(Name(_asked));
        else if (envelope.Result.IsPresent && answer.IndexOf("\"taskId\""u8) >= 0 && TaskState.Read(envelope.Result.Of(answer)) is { } state && (_asked is not null || IsNew(envelope.Result.Of(answer))))
            _book.TryNote(Name(state.Id), state, worker, _message.IsModern);
    }

    private static string Prefix(string session) => $"{session} ";

    private string Name(string task) => Prefix(_message.Session) + task;

    /// <summary>Whether nothing is left to be said of it: its result is out, or the server does not know it any more.</summary>
    private bool IsLast(int errorCode) => _message.Method == Methods.TasksResult || _message.Method == Methods.TasksGet && errorCode == InvalidParams;

    /// <summary>A tool may answer with something that only looks like a task.</summary>
    private bool IsNew(ReadOnlySpan<byte> result) => !_message.IsModern || RawMember.Read(result, "resultType"u8) == "task";
}

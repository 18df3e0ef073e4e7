using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Seaworthy.StubServer.Protocol;

/// <summary>
/// Calls that are answered with a task, which only sleeps: when the client asks for one (2025-11-25), or may be given one (the extension of
/// 2026-07-28).
/// </summary>
internal sealed class TaskDesk(StubOptions options, Dialect dialect, Output output)
{
    private const string Extension = "io.modelcontextprotocol/tasks";
    private const int TimeToLive = 600_000;

    private readonly ConcurrentDictionary<string, Work> _works = new();
    private readonly List<Work> _inOrder = [];

    /// <summary>What it adds to the capabilities.</summary>
    public string Capability => !options.Tasks ? "" : dialect.IsModern
        ? $$$""","extensions":{"{{{Extension}}}":{}}"""
        : ""","tasks":{"list":{},"cancel":{},"requests":{"tools":{"call":{}}}}""";

    /// <summary>Takes a request that has to do with tasks; false when it has not.</summary>
    public async Task<bool> TryTakeAsync(string id, Request request)
    {
        if (!options.Tasks)
            return false;
        if (request.Method == "tools/call" && IsTask(request))
            await output.WriteLineAsync(Begin(id, request)).ConfigureAwait(false);
        else if (request.Method == "tasks/list" && !dialect.IsModern)
            await output.WriteLineAsync(List(id, request)).ConfigureAwait(false);
        else if (!request.Method.StartsWith("tasks/", StringComparison.Ordinal))
            return false;
        else if (!_works.TryGetValue(request.Param("taskId")?.GetString() ?? "", out var work))
            await output.WriteLineAsync(Message.Error(id, Message.InvalidParams, "Task not found")).ConfigureAwait(false);
        else if (request.Method == "tasks/result" && !dialect.IsModern)
            _ = AnswerWhenDoneAsync(id, work);
        else
            await output.WriteLineAsync(Tell(id, request, work)).ConfigureAwait(false);
        return true;
    }

    private bool IsTask(Request request) => dialect.IsModern
        ? request.Param("_meta", Request.CapabilitiesKey, "extensions", Extension) is not null
        : request.Param("task") is not null;

    private byte[] Begin(string id, Request request)
    {
        Work work;
        lock (_inOrder)
        {
            var name = options.NumberedTasks ? string.Create(CultureInfo.InvariantCulture, $"task-{_inOrder.Count + 1}") : Guid.NewGuid().ToString("N");
            work = new Work(name, request.Param("arguments", "ms")?.GetInt32() ?? 0);
            _inOrder.Add(work);
        }
        _works[work.Id] = work;
        if (dialect.IsModern)
        {
            return Message.Result(id, json =>
            {
                json.WriteString("resultType", "task");
                Write(json, work);
            });
        }
        return Message.Result(id, json =>
        {
            json.WriteStartObject("task");
            Write(json, work);
            json.WriteEndObject();
        });
    }

    private byte[] List(string id, Request request)
    {
        Work[] all;
        lock (_inOrder)
            all = [.. _inOrder];
        var from = request.Param("cursor")?.GetString() is { } cursor ? Array.FindIndex(all, work => work.Id == cursor) : 0;
        if (from < 0)
            return Message.Error(id, Message.InvalidParams, "Unknown cursor");
        var page = all.Skip(from).Take(options.TasksAPage).ToList();
        return Message.Result(id, json =>
        {
            json.WriteStartArray("tasks");
            foreach (var work in page)
            {
                json.WriteStartObject();
                Write(json, work);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (from + page.Count < all.Length)
                json.WriteString("nextCursor", all[from + page.Count].Id);
        });
    }

    private byte[] Tell(string id, Request request, Work work)
    {
        if (request.Method == "tasks/cancel")
            work.Cancel();
        return dialect.Result(id, json =>
        {
            Write(json, work);
            if (dialect.IsModern && work.Status == "completed")
                Message.WriteRaw(json, "result", Work.Result);
        });
    }

    private async Task AnswerWhenDoneAsync(string id, Work work)
    {
        await work.Done.ConfigureAwait(false);
        await output.WriteLineAsync(Message.Result(id, json =>
        {
            Message.WriteRaw(json, "content", Work.Content);
            Message.WriteRaw(json, "_meta", $$$"""{"io.modelcontextprotocol/related-task":{"taskId":"{{{work.Id}}}"}}""");
        })).ConfigureAwait(false);
    }

    private void Write(Utf8JsonWriter json, Work work)
    {
        json.WriteString("taskId", work.Id);
        json.WriteString("status", work.Status);
        json.WriteString("createdAt", "2026-01-01T00:00:00Z");
        json.WriteString("lastUpdatedAt", "2026-01-01T00:00:00Z");
        json.WriteNumber(dialect.IsModern ? "ttlMs" : "ttl", TimeToLive);
    }

    private sealed class Work
    {
        public const string Content = """[{"type":"text","text":"slept as a task"}]""";
        public const string Result = $$"""{"content":{{Content}}}""";

        private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Work(string id, int milliseconds)
        {
            Id = id;
            Done = Task.WhenAny(_cancelled.Task, Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, CancellationToken.None));
        }

        public string Id { get; }

        public Task Done { get; }

        public string Status => _cancelled.Task.IsCompleted ? "cancelled" : Done.IsCompleted ? "completed" : "working";

        public void Cancel() => _cancelled.TrySetResult();
    }
}

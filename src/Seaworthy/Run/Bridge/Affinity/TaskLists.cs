using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Affinity;

/// <summary>
/// <c>tasks/list</c> of 2025-11-25 over several workers: the tasks of all, those of the oldest worker first. A worker that pages is read a
/// page at a time; the cursor says whose page comes next. When that worker is gone, so are its tasks, and the next one's follow.
/// </summary>
internal sealed class TaskLists(BridgeContext bridge)
{
    private const string Mark = "seaworthy-tasks ";

    /// <summary>Without <c>--call-timeout</c>: a worker that a tool keeps busy answers later, but not for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WorkerPool _pool = bridge.Pool;

    /// <summary>Whether a request must be put together from several workers.</summary>
    public bool IsFor(ClientRequest request) =>
        request.Method == Methods.TasksList && _pool.LastIdentity is { IsModern: false, MayHaveTasks: true }
        && (Cursor(request)?.StartsWith(Mark, StringComparison.Ordinal) ?? _pool.Present.Count > 1);

    /// <summary>The answer. A page of each worker at most.</summary>
    public async Task<Mail> ReadAsync(ClientRequest request)
    {
        if (!TryRead(Cursor(request), out var from))
            return Refuse(request, "Invalid cursor");
        var patience = bridge.Limits.CallTimeout ?? Patience;
        using var late = new CancellationTokenSource(patience, bridge.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, bridge.Lifecycle.Answering);
        try
        {
            return await ReadAsync(request, from, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Mail.Failure(late.IsCancellationRequested ? CallError.Timeout(patience) : CallError.Shutdown(bridge.Lifecycle.Budget.Total));
        }
    }

    private async Task<Mail> ReadAsync(ClientRequest request, Place from, CancellationToken cancellation)
    {
        var tasks = new List<byte[]>();
        foreach (var worker in _pool.Present.OfType<StdioWorker>().Where(from.IsReachedBy).ToList())
        {
            if (!_pool.TryStay(worker))
                continue;
            try
            {
                var cursor = from.IsOf(worker) ? from.Cursor : null;
                var parameters = cursor is null ? "{}" : $$"""{"cursor":"{{cursor}}"}""";
                var mail = await WorkerQuestion.AskAsync(worker.Pipe, Methods.TasksList, parameters, bridge.Time, cancellation).ConfigureAwait(false);
                // It has gone meanwhile, and its tasks with it.
                if (mail is not { Kind: MailKind.Answer } page)
                    continue;
                var envelope = EnvelopeParser.Parse(page.Message);
                if (page.ErrorCode != 0)
                    return Mail.Answer(EnvelopeRewriter.ToArray(page.Message, [Edit.Replace(envelope.Id, request.Id)]), page.ErrorCode);
                Take(envelope.Result.Of(page.Message), tasks);
                if (RawMember.Read(envelope.Result.Of(page.Message), "nextCursor"u8) is { } next)
                    return Answer(request, tasks, new Place(worker.StartedAt, worker.Pid, next).ToString());
            }
            finally
            {
                _pool.Depart(worker);
            }
        }
        return Answer(request, tasks, null);
    }

    /// <summary>Adds the tasks of a page, as they were written.</summary>
    private static void Take(ReadOnlySpan<byte> result, List<byte[]> tasks)
    {
        if (result is not [(byte)'{', ..])
            return;
        var reader = new Utf8JsonReader(result, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.TryGetProperty("tasks"u8, out var page) && page.ValueKind == JsonValueKind.Array)
            tasks.AddRange(page.EnumerateArray().Select(static task => Encoding.UTF8.GetBytes(task.GetRawText())));
    }

    private static Mail Answer(ClientRequest request, List<byte[]> tasks, string? cursor)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartArray("tasks"u8);
            foreach (var task in tasks)
                json.WriteRawValue(task, skipInputValidation: true);
            json.WriteEndArray();
            if (cursor is not null)
            {
                json.WritePropertyName("nextCursor"u8);
                json.WriteRawValue($"\"{cursor}\"", skipInputValidation: true);
            }
            json.WriteEndObject();
        }
        return Mail.Answer(ErrorMessage.WriteResult(request.Id, output.WrittenSpan).ToArray());
    }

    private static Mail Refuse(ClientRequest request, string why) =>
        Mail.Answer(ErrorMessage.Write(request.Id, new ProtocolError(200, -32602, why)).ToArray(), -32602);

    private static string? Cursor(ClientRequest request) => RawMember.Read(request.Envelope.Params.Of(request.Body), "cursor"u8);

    /// <summary>Where a cursor of ours points: it holds nothing that its client could not have asked of that worker itself.</summary>
    private static bool TryRead(string? cursor, out Place place)
    {
        place = default;
        if (cursor is null)
            return true;
        var parts = cursor[Mark.Length..].Split(' ', 3);
        if (parts.Length != 3 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var startedAt)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
        {
            return false;
        }
        place = new Place(startedAt, pid, parts[2]);
        return true;
    }

    /// <summary>A worker, and the page of it that comes next. The default is the first page of the first worker.</summary>
    private readonly record struct Place(long StartedAt, int Pid, string? Cursor)
    {
        /// <summary>Whether a worker's tasks are still to come.</summary>
        public bool IsReachedBy(Worker worker) => (worker.StartedAt, worker.Pid).CompareTo((StartedAt, Pid)) >= 0;

        public bool IsOf(Worker worker) => worker.Pid == Pid && worker.StartedAt == StartedAt;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mark}{StartedAt} {Pid} {Cursor}");
    }
}

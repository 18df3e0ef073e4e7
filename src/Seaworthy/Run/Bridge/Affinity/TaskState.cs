using System.Text.Json;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Affinity;

/// <summary>What a result says about a task.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsOver">Whether nothing more will come of it.</param>
/// <param name="HasResult">Whether something came of it: it was not cancelled.</param>
/// <param name="TimeToLive">How long the worker keeps it, where it says so.</param>
internal sealed record TaskState(string Id, bool IsOver, bool HasResult, TimeSpan? TimeToLive)
{
    /// <summary>Null when the result is about no task. A new task is a member of the result (2025-11-25), or the result itself.</summary>
    public static TaskState? Read(ReadOnlySpan<byte> result)
    {
        if (result is not [(byte)'{', ..])
            return null;
        var reader = new Utf8JsonReader(result, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        var task = root.TryGetProperty("task"u8, out var created) && created.ValueKind == JsonValueKind.Object ? created : root;
        if (!task.TryGetProperty("taskId"u8, out var id) || id.ValueKind != JsonValueKind.String)
            return null;
        var text = task.TryGetProperty("status"u8, out var status) && status.ValueKind == JsonValueKind.String ? status.GetString() : null;
        var hasResult = text is "completed" or "failed";
        var ttl = Milliseconds(task, "ttl"u8) ?? Milliseconds(task, "ttlMs"u8);
        return new TaskState(id.GetString()!, hasResult || text == "cancelled", hasResult, ttl);
    }

    private static TimeSpan? Milliseconds(JsonElement task, ReadOnlySpan<byte> name) =>
        task.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var milliseconds) && milliseconds >= 0
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, int.MaxValue))
            : null;
}

using System.Text.Json;
using Seaworthy.Trial.Wire;

namespace Seaworthy.Trial.Mcp;

/// <summary>Says what became of a call, from what came back.</summary>
internal static class CallJudge
{
    /// <summary>Judges; <paramref name="isOwn"/> says whether a result is the call's own.</summary>
    public static CallRecord Judge(CallRecord sent, WireAnswer wire, Func<McpAnswer, bool> isOwn)
    {
        var answer = new McpAnswer(wire, sent.Id);
        var record = sent with
        {
            EndedAt = wire.EndedAt,
            ConnectedAt = wire.ConnectedAt,
            Status = wire.Status,
            HasRetryAfter = wire.Header("Retry-After").Length > 0,
            Fate = FateOf(answer, isOwn),
        };
        return answer.Error is { ValueKind: JsonValueKind.Object } error ? WithError(record, error) : record with { Detail = DetailOf(answer, record.Fate) };
    }

    private static CallFate FateOf(McpAnswer answer, Func<McpAnswer, bool> isOwn)
    {
        var wire = answer.Wire;
        if (wire.Status is 503 or 429)
            return wire.Ending is WireEnding.Complete or WireEnding.EmptyBody ? CallFate.TurnedAway : FateOf(wire.Ending);
        if (answer.Count > 1)
            return CallFate.Duplicated;
        if (answer.Error is not null)
            return CallFate.ErrorAnswer;
        // An answer that is whole is one, whatever becomes of the stream after it.
        if (answer.Result is { } result)
            return !isOwn(answer) ? CallFate.WrongAnswer : IsToolError(result) ? CallFate.ToolFailed : CallFate.Answered;
        if (wire.Status is not (0 or 200))
            return CallFate.WrongStatus;
        if (wire.Ending == WireEnding.Complete)
            return answer.HasForeignResponse ? CallFate.WrongAnswer : CallFate.HalfStream;
        return FateOf(wire.Ending);
    }

    private static CallFate FateOf(WireEnding ending) => ending switch
    {
        WireEnding.EmptyBody => CallFate.EmptyBody,
        WireEnding.HalfBody or WireEnding.Complete => CallFate.HalfStream,
        WireEnding.ResetInBody or WireEnding.ResetBeforeHead => CallFate.Reset,
        WireEnding.NoAnswer => CallFate.NoAnswer,
        WireEnding.Refused => CallFate.Refused,
        WireEnding.Unreachable => CallFate.Unreachable,
        WireEnding.NotHttp => CallFate.NotHttp,
        WireEnding.TimedOut => CallFate.TimedOut,
        _ => throw new ArgumentOutOfRangeException(nameof(ending), ending, null),
    };

    private static bool IsToolError(JsonElement result) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty("isError", out var isError) && isError.ValueKind == JsonValueKind.True;

    private static CallRecord WithError(CallRecord record, JsonElement error) => record with
    {
        ErrorCode = error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) ? number : 0,
        Detail = error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString()! : "",
        SaysNotStarted = error.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("outcome", out var outcome) && outcome.ValueKind == JsonValueKind.String && outcome.GetString() == "not_started",
    };

    private static string DetailOf(McpAnswer answer, CallFate fate) => fate switch
    {
        CallFate.Answered or CallFate.ToolFailed or CallFate.WrongAnswer => answer.Text,
        CallFate.WrongStatus => answer.Wire.Body.Length > 200 ? answer.Wire.Body[..200] : answer.Wire.Body,
        _ => "",
    };
}

namespace Seaworthy.Trial.Mcp;

/// <summary>What fates are called, and what they mean.</summary>
internal static class CallFates
{
    /// <summary>As people read it, after "the call …".</summary>
    public static string Describe(this CallFate fate) => fate switch
    {
        CallFate.Answered => "answered",
        CallFate.ToolFailed => "answered with a tool error",
        CallFate.TurnedAway => "turned away (503 or 429)",
        CallFate.Refused => "connection refused",
        CallFate.Unreachable => "no connection in time",
        CallFate.ErrorAnswer => "answered with a JSON-RPC error",
        CallFate.WrongStatus => "wrong HTTP status",
        CallFate.WrongAnswer => "got another call's answer",
        CallFate.Duplicated => "answered twice",
        CallFate.EmptyBody => "empty body",
        CallFate.HalfStream => "half a stream",
        CallFate.Reset => "connection reset",
        CallFate.NoAnswer => "connection closed without an answer",
        CallFate.NotHttp => "not HTTP",
        CallFate.TimedOut => "timed out",
        _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, null),
    };

    /// <summary>As programs read it.</summary>
    public static string Word(this CallFate fate) => fate switch
    {
        CallFate.Answered => "answered",
        CallFate.ToolFailed => "tool_failed",
        CallFate.TurnedAway => "turned_away",
        CallFate.Refused => "refused",
        CallFate.Unreachable => "unreachable",
        CallFate.ErrorAnswer => "error_answer",
        CallFate.WrongStatus => "wrong_status",
        CallFate.WrongAnswer => "wrong_answer",
        CallFate.Duplicated => "duplicated",
        CallFate.EmptyBody => "empty_body",
        CallFate.HalfStream => "half_stream",
        CallFate.Reset => "reset",
        CallFate.NoAnswer => "no_answer",
        CallFate.NotHttp => "not_http",
        CallFate.TimedOut => "timed_out",
        _ => throw new ArgumentOutOfRangeException(nameof(fate), fate, null),
    };
}

namespace Seaworthy.Trial.Mcp;

/// <summary>How a call ended, seen by its client.</summary>
internal enum CallFate
{
    /// <summary>A whole result that is the call's own.</summary>
    Answered,

    /// <summary>The tool said that it failed (<c>isError</c>).</summary>
    ToolFailed,

    /// <summary>HTTP 503 or 429: not taken, may be sent elsewhere.</summary>
    TurnedAway,

    /// <summary>Nothing listens: not taken, may be sent elsewhere.</summary>
    Refused,

    /// <summary>
    /// No connection came about: not taken, may be sent elsewhere. So ends a call to the address of a container that has just gone, on a network
    /// where others live on.
    /// </summary>
    Unreachable,

    /// <summary>A JSON-RPC error in a whole response.</summary>
    ErrorAnswer,

    /// <summary>Another HTTP status than 200, 429 and 503.</summary>
    WrongStatus,

    /// <summary>A result that is not this call's.</summary>
    WrongAnswer,

    /// <summary>Two answers.</summary>
    Duplicated,

    /// <summary>A whole HTTP response without a word in it.</summary>
    EmptyBody,

    /// <summary>The response was cut, or its stream ended without the answer.</summary>
    HalfStream,

    /// <summary>The connection was reset.</summary>
    Reset,

    /// <summary>The connection was closed without a response.</summary>
    NoAnswer,

    /// <summary>What came was not HTTP.</summary>
    NotHttp,

    /// <summary>Nothing came in time.</summary>
    TimedOut,
}

namespace Seaworthy.Trial.Wire;

/// <summary>How an HTTP exchange ended, seen from the socket. HTTP libraries call most of these "fetch failed".</summary>
internal enum WireEnding
{
    /// <summary>A whole response.</summary>
    Complete,

    /// <summary>A whole response with an empty body.</summary>
    EmptyBody,

    /// <summary>The connection was closed in the middle of a body: half a stream.</summary>
    HalfBody,

    /// <summary>The connection was reset in the middle of a body.</summary>
    ResetInBody,

    /// <summary>The connection was closed, cleanly, without a response.</summary>
    NoAnswer,

    /// <summary>The connection was reset before a whole response head came.</summary>
    ResetBeforeHead,

    /// <summary>Nothing listens.</summary>
    Refused,

    /// <summary>No connection came about in the time that was allowed for it: nothing was sent.</summary>
    Unreachable,

    /// <summary>What came is not HTTP/1.</summary>
    NotHttp,

    /// <summary>Nothing more came in the time that was allowed.</summary>
    TimedOut,
}

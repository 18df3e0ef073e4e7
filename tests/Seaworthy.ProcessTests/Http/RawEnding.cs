namespace Seaworthy.ProcessTests.Http;

/// <summary>How an HTTP exchange ended, seen from the socket. Clients see most of these as "fetch failed".</summary>
internal enum RawEnding
{
    /// <summary>Nothing listens.</summary>
    Refused,

    /// <summary>The connection was reset before a whole response head came.</summary>
    ResetBeforeHead,

    /// <summary>The connection was closed, cleanly, without a response.</summary>
    NoAnswer,

    /// <summary>The connection was reset in the middle of a body.</summary>
    ResetInBody,

    /// <summary>The connection was closed in the middle of a body: half a stream.</summary>
    HalfBody,

    /// <summary>A whole response with an empty body.</summary>
    EmptyBody,

    /// <summary>A whole response.</summary>
    Complete,
}

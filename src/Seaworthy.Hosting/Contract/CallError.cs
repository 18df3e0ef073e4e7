namespace Seaworthy.Hosting.Contract;

/// <summary>Whether the work of a call that got an error may have been done.</summary>
internal enum CallOutcome
{
    /// <summary>Provably not started: safe to send again, anywhere.</summary>
    NotStarted,

    /// <summary>It may have run, in part or in full: send it again only if that is harmless.</summary>
    Unknown,
}

/// <summary>
/// A call that cannot be answered: JSON-RPC code, reason and outcome, and the HTTP status it travels under. The codes
/// lie outside the ranges that JSON-RPC (-32768 to -32000) and MCP reserve.
/// </summary>
/// <remarks>
/// A call that was provably not started gets 503 with <c>Retry-After</c>, so that proxies may send it elsewhere. A call
/// whose outcome is unknown gets 200: some proxies repeat any 5xx, and would execute it twice.
/// </remarks>
/// <param name="Code">The JSON-RPC error code.</param>
/// <param name="Reason"><c>data.reason</c>: what happened, in one word, for programs.</param>
/// <param name="Outcome"><c>data.outcome</c>.</param>
/// <param name="Message">What happened, for people.</param>
/// <param name="RetryAfter"><c>data.retryAfterMs</c> and <c>Retry-After</c>, where waiting helps.</param>
internal sealed record CallError(int Code, string Reason, CallOutcome Outcome, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>The HTTP status while no header has been sent.</summary>
    public int HttpStatus => Outcome == CallOutcome.NotStarted ? 503 : 200;

    /// <summary><c>data.outcome</c> as it is written.</summary>
    public string OutcomeText => Outcome == CallOutcome.NotStarted ? "not_started" : "unknown";

    /// <summary>The server is shutting down and takes no new work.</summary>
    public static CallError Draining(TimeSpan retryAfter) => new(-31010, "draining", CallOutcome.NotStarted,
        "The server is shutting down and did not start this call. Send it again; another instance will take it.", retryAfter);

    /// <summary>A limit is reached: <paramref name="what"/> names it.</summary>
    public static CallError Overloaded(string what, TimeSpan retryAfter) => new(-31011, "overloaded", CallOutcome.NotStarted,
        $"The server is at its limit ({what}) and did not start this call. Send it again later.", retryAfter);

    /// <summary>The call ran, but there is no room to hold its answer.</summary>
    public static CallError AnswerDropped(long bytes) => new(-31011, "overloaded", CallOutcome.Unknown,
        $"The call was executed, but its answer of {SizeText.Format(bytes)} does not fit into what the server may hold (--max-buffered).");

    /// <summary>The worker died while it had the call.</summary>
    public static CallError WorkerLost(string how) => new(-31012, "worker_lost", CallOutcome.Unknown,
        $"The server process ended while it worked on this call ({how}). The call may or may not have taken effect.");

    /// <summary>There was no worker to give the call to.</summary>
    public static CallError WorkerUnavailable(string why, TimeSpan retryAfter) => new(-31012, "worker_lost", CallOutcome.NotStarted,
        $"No server process could take this call ({why}). It was not started; send it again.", retryAfter);

    /// <summary>The shutdown budget ended before the answer came.</summary>
    public static CallError Shutdown(TimeSpan total) => new(-31013, "shutdown", CallOutcome.Unknown,
        $"The server had to stop before this call was answered (shutdown timeout {DurationText.Format(total)}). " +
        "The call may or may not have taken effect.");

    /// <summary>The call took longer than a call may.</summary>
    public static CallError Timeout(TimeSpan limit) => new(-31014, "timeout", CallOutcome.Unknown,
        $"The call was not answered within {DurationText.Format(limit)} and was cancelled. It may or may not have taken effect.");

    /// <summary>The worker's answer was no JSON-RPC message: <paramref name="fault"/> says why.</summary>
    public static CallError InvalidAnswer(string fault) => new(-32603, "invalid_answer", CallOutcome.Unknown,
        $"The server's answer cannot be passed on ({fault}). The call may or may not have taken effect.");
}

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>What an answer must have that its worker may not have put there.</summary>
internal enum AnswerShape
{
    /// <summary>As the worker wrote it, for a client of an older revision.</summary>
    Unchanged,

    /// <summary>As a worker of 2026-07-28 wrote it for a client of 2026-07-28, but for error codes of older revisions.</summary>
    Modern,

    /// <summary>With <c>resultType</c> (2026-07-28, every result).</summary>
    Complete,

    /// <summary>With <c>resultType</c>, <c>ttlMs</c> and <c>cacheScope</c> (2026-07-28, lists and reads).</summary>
    Cacheable,
}

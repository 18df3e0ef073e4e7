namespace Seaworthy.Run.Retry;

/// <summary>Which calls are repeated once on another worker when theirs has died over them.</summary>
internal enum RetryMode
{
    /// <summary>Those that change nothing: lists, reads, prompts, completion, tools with <c>readOnlyHint</c>.</summary>
    ReadOnly,

    /// <summary>Also tools with <c>idempotentHint</c>.</summary>
    Idempotent,

    /// <summary>None.</summary>
    Off,
}

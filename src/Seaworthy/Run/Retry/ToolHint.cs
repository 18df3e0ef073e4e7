namespace Seaworthy.Run.Retry;

/// <summary>What a tool says about itself in its annotations.</summary>
[Flags]
internal enum ToolHint
{
    None = 0,

    /// <summary><c>readOnlyHint</c>: it changes nothing.</summary>
    ReadOnly = 1,

    /// <summary><c>idempotentHint</c>: called twice with the same arguments, it changes no more than called once.</summary>
    Idempotent = 2,
}

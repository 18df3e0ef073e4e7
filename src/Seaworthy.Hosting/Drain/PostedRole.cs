namespace Seaworthy.Hosting.Drain;

/// <summary>What a posted message is to a drain.</summary>
internal enum PostedRole
{
    /// <summary>Work: refused while draining, waited for when it came before.</summary>
    Call,

    /// <summary>What calls in flight may need: answers, notifications, <c>ping</c>, <c>server/discover</c>, <c>tasks/*</c>. Always passes.</summary>
    Continuation,

    /// <summary><c>subscriptions/listen</c>: a stream that stays open until one side ends it, and that a drain ends.</summary>
    Listen,
}

namespace Seaworthy.Hosting.Lifecycle;

/// <summary>One entry of the loop's queue: usually a trigger, otherwise one of three things only the loop may act on.</summary>
internal readonly record struct LifecycleLetter(LifecycleLetter.Subject About, LifecycleTrigger Trigger = default, string? Reason = null)
{
    internal enum Subject
    {
        Trigger,

        /// <summary>A SIGINT; the loop counts them, since two that arrive together may be delivered by two threads.</summary>
        Interrupt,

        /// <summary>The calls that are left must be answered now.</summary>
        AnswerDue,

        /// <summary>Proof that the loop still reads.</summary>
        Pulse,
    }
}

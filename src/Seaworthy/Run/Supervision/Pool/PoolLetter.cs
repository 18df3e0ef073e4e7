namespace Seaworthy.Run.Supervision.Pool;

/// <summary>One entry of the supervisor's queue.</summary>
/// <param name="About">What happened.</param>
/// <param name="Member">To whom.</param>
/// <param name="Text">Why, for people.</param>
/// <param name="End">How it ended.</param>
/// <param name="Fault">What went wrong in here.</param>
internal readonly record struct PoolLetter(
    PoolLetter.Subject About, PoolMember? Member = null, string Text = "", WorkerEnd? End = null, Exception? Fault = null)
{
    internal enum Subject
    {
        /// <summary>It answers.</summary>
        Ready,

        /// <summary>It was ready, and has ended by itself.</summary>
        Lost,

        /// <summary>It answers no more, though its process lives.</summary>
        Hung,

        /// <summary>Its last call has ended.</summary>
        Idle,

        /// <summary>Nothing of it is left.</summary>
        Ended,

        /// <summary>It is well, but has served for long enough.</summary>
        Worn,

        /// <summary>All are to be replaced.</summary>
        Reload,

        /// <summary>The time to start another one has come.</summary>
        Due,

        /// <summary>No new work is taken.</summary>
        Draining,

        /// <summary>The last call is answered: all are ended.</summary>
        Stop,

        /// <summary>The supervision itself failed.</summary>
        Failed,
    }
}

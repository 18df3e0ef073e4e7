namespace Seaworthy.Run.Bridge.Calls;

/// <summary>What comes to somebody who waits for a call or listens on a stream.</summary>
internal enum MailKind
{
    /// <summary>A message that more will follow: progress, a log line, a change.</summary>
    Notification,

    /// <summary>There is something to be read from a log.</summary>
    Arrival,

    /// <summary>The worker's answer, a result or an error.</summary>
    Answer,

    /// <summary>The bridge's own error in place of an answer.</summary>
    Failure,

    /// <summary>The worker is gone. Not final: the call may be repeated elsewhere.</summary>
    Lost,

    /// <summary>The client took the call back; nothing more is to be written.</summary>
    Cancelled,

    /// <summary>The stream is to end without an answer, because it never had one to give.</summary>
    EndOfStream,

    /// <summary>The other end of the connection is gone.</summary>
    ClientGone,

    /// <summary>Nothing came for a while.</summary>
    Silence,
}

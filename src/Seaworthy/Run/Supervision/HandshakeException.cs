namespace Seaworthy.Run.Supervision;

/// <summary>A worker answered its handshake with something that is of no use.</summary>
internal sealed class HandshakeException(string message) : Exception(message)
{
    /// <summary>Its pipe is broken. It may just have ended, which says more.</summary>
    public bool IsLost { get; init; }
}

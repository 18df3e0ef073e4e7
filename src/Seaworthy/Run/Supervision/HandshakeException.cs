namespace Seaworthy.Run.Supervision;

/// <summary>A worker answered its handshake with something that is of no use.</summary>
internal sealed class HandshakeException(string message) : Exception(message);

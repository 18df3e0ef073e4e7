namespace Seaworthy.Run.Door.Tls;

/// <summary>Certificate files cannot be used; the message says why.</summary>
internal sealed class CertificateException(string message) : Exception(message);

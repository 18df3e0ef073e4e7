using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Sessions;

/// <summary>
/// Mints session ids that say which revision was negotiated and cannot be forged, so that a session whose state was
/// dropped for being idle goes on under the same id: most clients do not initialise again when theirs is refused.
/// </summary>
internal sealed class SessionIds(byte[] key)
{
    // Ids must not be guessable (specification 2025-11-25, basic/transports, "Session Management").
    private const int RandomBytes = 16;
    private const int TagBytes = 16;
    private const int Length = RandomBytes + 1 + TagBytes;

    /// <summary>Ids that only this process can open.</summary>
    public static SessionIds ForThisProcess() => new(RandomNumberGenerator.GetBytes(32));

    public string Create(string revision)
    {
        Span<byte> id = stackalloc byte[Length];
        RandomNumberGenerator.Fill(id[..RandomBytes]);
        id[RandomBytes] = (byte)ProtocolRevision.WithSessions.ToList().IndexOf(revision);
        Sign(id);
        return Base64Url.EncodeToString(id);
    }

    /// <summary>The revision that was negotiated; false when the id is not one of ours.</summary>
    public bool TryOpen(string id, [NotNullWhen(true)] out string? revision)
    {
        revision = null;
        Span<byte> bytes = stackalloc byte[Length];
        Span<byte> signed = stackalloc byte[Length];
        if (!Base64Url.IsValid(id, out var length) || length != Length || !Base64Url.TryDecodeFromChars(id, bytes, out _))
            return false;
        bytes.CopyTo(signed);
        Sign(signed);
        if (!CryptographicOperations.FixedTimeEquals(bytes, signed) || bytes[RandomBytes] >= ProtocolRevision.WithSessions.Count)
            return false;
        revision = ProtocolRevision.WithSessions[bytes[RandomBytes]];
        return true;
    }

    private void Sign(Span<byte> id)
    {
        Span<byte> tag = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, id[..(RandomBytes + 1)], tag);
        tag[..TagBytes].CopyTo(id[(RandomBytes + 1)..]);
    }
}

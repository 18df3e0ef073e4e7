using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>A message that a client has posted.</summary>
/// <param name="Body">The message, valid UTF-8.</param>
/// <param name="Envelope">Its envelope.</param>
/// <param name="IsModern">Whether it is of 2026-07-28 or newer.</param>
internal sealed record ClientRequest(byte[] Body, Envelope Envelope, bool IsModern)
{
    /// <summary>The id as the client wrote it.</summary>
    public byte[] Id { get; } = Envelope.Id.Of(Body).ToArray();

    public string Method => Envelope.Method!;

    /// <summary>The text of a member; null when it is absent or no string.</summary>
    public string? Text(Slice member) => Value.Text(member.Of(Body));
}

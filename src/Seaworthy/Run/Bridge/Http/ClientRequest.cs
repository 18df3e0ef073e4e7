using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Sessions;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>A message that a client has posted.</summary>
/// <param name="Body">The message, valid UTF-8.</param>
/// <param name="Envelope">Its envelope.</param>
/// <param name="IsModern">Whether it is of 2026-07-28 or newer.</param>
internal sealed record ClientRequest(byte[] Body, Envelope Envelope, bool IsModern)
{
    /// <summary>The id as the client wrote it.</summary>
    public byte[] Id { get; } = Envelope.Id.Of(Body).ToArray();

    /// <summary>The session it belongs to; null in a revision without sessions.</summary>
    public Session? Session { get; set; }

    public string Method => Envelope.Method!;

    /// <summary>The text of a member; null when it is absent or no string.</summary>
    public string? Text(Slice member) => Value.Text(member.Of(Body));
}

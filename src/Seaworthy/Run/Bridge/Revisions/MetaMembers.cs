using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Revisions;

/// <summary>Adds members to the <c>_meta</c> of a message, which may have none yet, nor <c>params</c>.</summary>
internal static class MetaMembers
{
    /// <param name="message">A request or a notification.</param>
    /// <param name="envelope">Its envelope.</param>
    /// <param name="members">The members as JSON, without a comma at either end.</param>
    public static Edit Insert(ReadOnlySpan<byte> message, in Envelope envelope, ReadOnlySpan<byte> members)
    {
        if (envelope.Meta.IsPresent)
            return Edit.Insert(envelope.Meta.Start + 1, (byte[])[.. members, .. Comma(envelope.Meta.Of(message))]);
        byte[] meta = [.. "\"_meta\":{"u8, .. members, (byte)'}'];
        if (envelope.Params.IsPresent)
            return Edit.Insert(envelope.Params.Start + 1, (byte[])[.. meta, .. Comma(envelope.Params.Of(message))]);
        return Edit.Insert(message.LastIndexOf((byte)'}'), (byte[])[.. ",\"params\":{"u8, .. meta, (byte)'}']);
    }

    private static ReadOnlySpan<byte> Comma(ReadOnlySpan<byte> json) => json[1..^1].Trim(" \t\r\n"u8).IsEmpty ? default : ","u8;
}

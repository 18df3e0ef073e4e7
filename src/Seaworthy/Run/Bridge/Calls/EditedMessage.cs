using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>A message and the edits under which it is to be written.</summary>
internal readonly ref struct EditedMessage(ReadOnlySpan<byte> message, Span<Edit> edits)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private readonly Span<Edit> _edits = edits;

    public void WriteTo(Span<byte> output) => EnvelopeRewriter.Write(_message, _edits, output);
}

namespace Seaworthy.Hosting.Envelopes;

/// <summary>Copies a message with a few of its bytes exchanged; every other byte stays what it was.</summary>
internal static class EnvelopeRewriter
{
    /// <summary>How long the message will be.</summary>
    public static int Length(int message, ReadOnlySpan<Edit> edits)
    {
        foreach (var edit in edits)
            message += edit.With.Length - edit.Length;
        return message;
    }

    /// <summary>Writes the edited message to the start of <paramref name="output"/>; edits come in any order and do not overlap.</summary>
    /// <remarks>
    /// Line breaks become spaces: inside JSON strings they are always escaped, so that a raw one is white space, and it
    /// would end the line on a worker's pipe or in an event stream.
    /// </remarks>
    public static void Write(ReadOnlySpan<byte> message, Span<Edit> edits, Span<byte> output)
    {
        edits.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        var (from, to) = (0, 0);
        foreach (var edit in edits)
        {
            message[from..edit.Start].CopyTo(output[to..]);
            to += edit.Start - from;
            edit.With.Span.CopyTo(output[to..]);
            to += edit.With.Length;
            from = edit.Start + edit.Length;
        }
        message[from..].CopyTo(output[to..]);
        var written = output[..(to + message.Length - from)];
        written.Replace((byte)'\n', (byte)' ');
        written.Replace((byte)'\r', (byte)' ');
    }

    /// <summary>The edited message as an array of its own.</summary>
    public static byte[] ToArray(ReadOnlySpan<byte> message, Span<Edit> edits)
    {
        var output = new byte[Length(message.Length, edits)];
        Write(message, edits, output);
        return output;
    }
}

namespace Seaworthy.Hosting.Envelopes;

/// <summary>Where a JSON value stands in its message, in bytes. The default is "not there".</summary>
internal readonly record struct Slice(int Start, int Length)
{
    public bool IsPresent => Length > 0;

    public int End => Start + Length;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> message) => message.Slice(Start, Length);
}

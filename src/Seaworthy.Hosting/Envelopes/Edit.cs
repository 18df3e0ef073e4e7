namespace Seaworthy.Hosting.Envelopes;

/// <summary>Bytes that take the place of a slice of a message; a slice of length 0 is an insertion.</summary>
internal readonly record struct Edit(int Start, int Length, ReadOnlyMemory<byte> With)
{
    public static Edit Replace(Slice slice, ReadOnlyMemory<byte> with) => new(slice.Start, slice.Length, with);

    public static Edit Insert(int at, ReadOnlyMemory<byte> with) => new(at, 0, with);
}

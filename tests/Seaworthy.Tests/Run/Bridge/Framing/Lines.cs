using System.Text;
using Seaworthy.Run.Bridge.Framing;

namespace Seaworthy.Tests.Run.Bridge.Framing;

/// <summary>Keeps the lines that it is given.</summary>
internal sealed class Lines : ILineSink
{
    public List<string> Whole { get; } = [];

    public List<(string Head, string Tail, long Length)> Oversized { get; } = [];

    void ILineSink.OnLine(Span<byte> line) => Whole.Add(Encoding.UTF8.GetString(line));

    void ILineSink.OnOversizedLine(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long length) =>
        Oversized.Add((Encoding.UTF8.GetString(head), Encoding.UTF8.GetString(tail), length));
}

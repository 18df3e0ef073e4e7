using System.Text;

namespace Seaworthy.ConformanceServer;

/// <summary>The smallest files of each kind, as the SDK takes them: the bytes of their Base64.</summary>
internal static class Samples
{
    /// <summary>A PNG of one pixel.</summary>
    public static ReadOnlyMemory<byte> Png { get; } = Encoding.ASCII.GetBytes(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

    /// <summary>A WAV without a sample.</summary>
    public static ReadOnlyMemory<byte> Wav { get; } = Encoding.ASCII.GetBytes("UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=");
}

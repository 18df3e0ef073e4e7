using System.Globalization;
using System.Security.Cryptography;

namespace Seaworthy.StubServer.Tools;

/// <summary>Tools that take what there is of the machine.</summary>
internal static class HungryTools
{
    private static readonly List<byte[]> Kept = [];

    /// <summary>So much work on the only thread, however long it takes.</summary>
    public static Task SpinAsync(ToolCall call)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (var round = 0; round < call.Number("rounds", 1000); round++)
            SHA256.HashData(hash, hash);
        return call.AnswerAsync("spun");
    }

    /// <summary>Memory that is never given back, and that is touched, so that it is resident.</summary>
    public static Task LeakAsync(ToolCall call)
    {
        var leaked = new byte[call.Number("bytes", 1 << 20)];
        Array.Fill(leaked, (byte)1);
        lock (Kept)
            Kept.Add(leaked);
        return call.AnswerAsync(string.Create(CultureInfo.InvariantCulture, $"{leaked.Length} more"));
    }
}

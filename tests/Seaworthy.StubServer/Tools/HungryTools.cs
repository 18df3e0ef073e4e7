using System.Globalization;

namespace Seaworthy.StubServer.Tools;

/// <summary>Tools that take what there is of the machine.</summary>
internal static class HungryTools
{
    // Knuth's MMIX generator: each step waits for the one before.
    private const ulong Multiplier = 6364136223846793005;
    private const int StepsInRound = 300;

    private static readonly List<byte[]> Kept = [];

    /// <summary>
    /// So much work on the only thread, however long it takes. Plain arithmetic: a static executable that loads OpenSSL of the machine is corrupted by it.
    /// </summary>
    public static Task SpinAsync(ToolCall call)
    {
        var state = 1UL;
        for (var round = 0; round < call.Number("rounds", 1000); round++)
        {
            for (var step = 0; step < StepsInRound; step++)
                state = (state * Multiplier) + 1;
        }
        return call.AnswerAsync(state == 0 ? "never" : "spun");
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

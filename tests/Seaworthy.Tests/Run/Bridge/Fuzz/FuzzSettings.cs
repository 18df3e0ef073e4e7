using System.Globalization;

namespace Seaworthy.Tests.Run.Bridge.Fuzz;

/// <summary>How much is tried, and what: the same seed tries the same.</summary>
internal static class FuzzSettings
{
    public static int Seed { get; } = Read("FUZZ_SEED", 1);

    /// <summary>Messages for each side.</summary>
    public static int Messages { get; } = Read("FUZZ_MESSAGES", Environment.GetEnvironmentVariable("CI") == "true" ? 100_000 : 10_000);

    private static int Read(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The same numbers in every process for the same seed and place; those of <see cref="HashCode"/> are not.</summary>
    public static Random Random(params ReadOnlySpan<int> place)
    {
        var mixed = Seed;
        foreach (var part in place)
            mixed = unchecked((mixed * 486187739) + part);
        return new Random(mixed);
    }
}

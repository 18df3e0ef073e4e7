using System.Globalization;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Settings;

/// <summary>The kinds of values that options take, on the command line as in configuration.</summary>
internal static class ValueKinds
{
    private const long LargestMessage = 1L << 30;

    /// <summary>A duration, zero included.</summary>
    public static ValueKind<TimeSpan> Duration { get; } = new("DURATION", DurationText.Accepted, DurationText.TryParse);

    /// <summary>A duration that must not be zero.</summary>
    public static ValueKind<TimeSpan> PositiveDuration { get; } = new("DURATION", $"{DurationText.Accepted}; more than 0s",
        (string text, out TimeSpan value) => DurationText.TryParse(text, out value) && value > TimeSpan.Zero);

    /// <summary>The size of a message. A bare <c>4</c> is below the least: it was surely meant as 4MiB.</summary>
    public static ValueKind<long> MessageSize { get; } = new("SIZE", $"{SizeText.Accepted}; from 1KiB to 1GiB",
        (string text, out long value) => SizeText.TryParse(text, out value) && value is >= 1024 and <= LargestMessage);

    /// <summary>Memory for everything that is in flight.</summary>
    public static ValueKind<long> BufferSize { get; } = new("SIZE", $"{SizeText.Accepted}; at least 1MiB",
        (string text, out long value) => SizeText.TryParse(text, out value) && value >= 1 << 20);

    /// <summary>A whole number.</summary>
    public static ValueKind<int> Count(int least, int most) => new("N",
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        (string text, out int value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most);

    /// <summary>One of a few words.</summary>
    public static ValueKind<string> Choice(string name, params string[] words) => new(name,
        $"{string.Join(", ", words[..^1])} or {words[^1]}",
        (string text, out string value) => (value = text) is not null && words.Contains(text, StringComparer.Ordinal));
}

using System.Buffers;
using System.Globalization;

namespace Seaworthy.Hosting.Contract;

/// <summary>Durations as people write them: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>24h</c>, and sums such as <c>1m30s</c>.</summary>
internal static class DurationText
{
    /// <summary>What an error message says is accepted.</summary>
    public const string Accepted = "a number with a unit: 500ms, 30s, 5m, 24h, 1m30s";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly (string Unit, long Milliseconds)[] Units = [("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    /// <summary>
    /// Reads a duration. A bare number is refused (ASP.NET would read <c>30</c> as thirty days), except <c>0</c>.
    /// Units come in falling order, each at most once; the number may have decimals. At most 365 days.
    /// </summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var rest = text.AsSpan().Trim();
        if (rest is "0")
            return true;
        decimal milliseconds = 0;
        for (var smallest = -1; !rest.IsEmpty;)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            rest = rest[digits..];
            var end = rest.IndexOfAny(Digits);
            var unit = IndexOfUnit(end < 0 ? rest : rest[..end]);
            if (unit <= smallest || number > 1_000_000_000)
                return false;
            smallest = unit;
            milliseconds += number * Units[unit].Milliseconds;
            rest = end < 0 ? default : rest[end..];
        }
        if (text.AsSpan().Trim().IsEmpty || milliseconds > (decimal)TimeSpan.FromDays(365).TotalMilliseconds)
            return false;
        duration = TimeSpan.FromMilliseconds((double)milliseconds);
        return true;
    }

    /// <summary>Writes a duration in the form that <see cref="TryParse"/> reads.</summary>
    public static string Format(TimeSpan duration)
    {
        var left = Math.Abs((long)Math.Round(duration.TotalMilliseconds));
        if (left == 0)
            return "0s";
        var negative = duration < TimeSpan.Zero;
        var text = negative ? "-" : "";
        foreach (var (unit, milliseconds) in Units)
        {
            if (left >= milliseconds)
                text += FormattableString.Invariant($"{left / milliseconds}{unit}");
            left %= milliseconds;
        }
        return text;
    }

    private static int IndexOfUnit(ReadOnlySpan<char> unit)
    {
        for (var i = 0; i < Units.Length; i++)
        {
            if (unit.SequenceEqual(Units[i].Unit))
                return i;
        }
        return -1;
    }
}

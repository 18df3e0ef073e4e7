using System.Buffers;
using System.Globalization;

namespace Seaworthy.Deployment.Systemd;

/// <summary>Time spans of systemd.time(7): <c>90</c> seconds, <c>5min 20s</c>, <c>infinity</c>.</summary>
internal static class SystemdSpan
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly Dictionary<string, double> Seconds = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["us"] = 1e-6,
        ["usec"] = 1e-6,
        ["ms"] = 1e-3,
        ["msec"] = 1e-3,
        ["s"] = 1,
        ["sec"] = 1,
        ["second"] = 1,
        ["seconds"] = 1,
        ["m"] = 60,
        ["min"] = 60,
        ["minute"] = 60,
        ["minutes"] = 60,
        ["h"] = 3600,
        ["hr"] = 3600,
        ["hour"] = 3600,
        ["hours"] = 3600,
        ["d"] = 86400,
        ["day"] = 86400,
        ["days"] = 86400,
    };

    /// <summary>Reads a span; infinity is the longest there is.</summary>
    public static bool TryParse(string text, out TimeSpan span)
    {
        span = TimeSpan.MaxValue;
        if (text == "infinity")
            return true;
        double total = 0;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
            return false;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            var number = digits < 0 ? rest : rest[..digits];
            if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
                return false;
            rest = digits < 0 ? default : rest[digits..].TrimStart();
            var end = rest.IndexOfAnyInRange('0', '9');
            var unit = (end < 0 ? rest : rest[..end]).Trim().ToString();
            if (!Seconds.TryGetValue(unit, out var factor))
                return false;
            total += value * factor;
            rest = end < 0 ? default : rest[end..];
        }
        span = total > TimeSpan.FromDays(3650).TotalSeconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds(total);
        return true;
    }
}

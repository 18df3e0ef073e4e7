using System.Globalization;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Deployment.Workloads;

/// <summary>Durations of Compose and Docker: those of Go, which have a unit.</summary>
internal static class ComposeDuration
{
    /// <summary>Reads a duration. Ours are a part of Go's: micro- and nanoseconds are read here.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        if (DurationText.TryParse(text, out duration))
            return true;
        foreach (var (unit, ticks) in ((string, double)[])[("us", 10), ("µs", 10), ("ns", 0.01)])
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                duration = TimeSpan.FromTicks((long)Math.Min(number * ticks, TimeSpan.TicksPerDay * 365d));
                return true;
            }
        }
        return false;
    }
}

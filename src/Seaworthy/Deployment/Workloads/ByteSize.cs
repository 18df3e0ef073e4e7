using System.Globalization;

namespace Seaworthy.Deployment.Workloads;

/// <summary>Sizes as platforms read them; they do not agree.</summary>
internal static class ByteSize
{
    private static readonly Dictionary<string, decimal> Quantities = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["m"] = 0.001m,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["Ki"] = 1L << 10,
        ["Mi"] = 1L << 20,
        ["Gi"] = 1L << 30,
        ["Ti"] = 1L << 40,
        ["e3"] = 1e3m,
        ["e6"] = 1e6m,
        ["e9"] = 1e9m,
    };

    private static readonly Dictionary<string, decimal> Docker = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["b"] = 1,
        ["k"] = 1L << 10,
        ["kb"] = 1L << 10,
        ["m"] = 1L << 20,
        ["mb"] = 1L << 20,
        ["g"] = 1L << 30,
        ["gb"] = 1L << 30,
        ["kib"] = 1L << 10,
        ["mib"] = 1L << 20,
        ["gib"] = 1L << 30,
        ["t"] = 1L << 40,
        ["tb"] = 1L << 40,
    };

    private static readonly Dictionary<string, decimal> Unit = new(StringComparer.Ordinal)
    {
        [""] = 1,
        ["k"] = 1L << 10,
        ["m"] = 1L << 20,
        ["g"] = 1L << 30,
        ["t"] = 1L << 40,
    };

    /// <summary>A quantity of Kubernetes: <c>512Mi</c>; <c>512m</c> is half a byte.</summary>
    public static decimal? Kubernetes(string text) => Read(text, Quantities, false);

    /// <summary>A size of Docker and Compose: powers of 1024, in any case.</summary>
    public static decimal? Compose(string text) => Read(text, Docker, true);

    /// <summary>A size of systemd: powers of 1024.</summary>
    public static decimal? Systemd(string text) => Read(text, Unit, true);

    private static decimal? Read(string text, Dictionary<string, decimal> units, bool anyCase)
    {
        var trimmed = text.Trim();
        var digits = 0;
        while (digits < trimmed.Length && (char.IsAsciiDigit(trimmed[digits]) || trimmed[digits] == '.'))
            digits++;
        var unit = anyCase ? trimmed[digits..].Trim().ToLowerInvariant() : trimmed[digits..];
        return decimal.TryParse(trimmed.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number < 1e15m && units.TryGetValue(unit, out var factor) ? number * factor : null;
    }
}

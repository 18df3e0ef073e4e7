using System.Buffers;
using System.Globalization;

namespace Seaworthy.Hosting.Contract;

/// <summary>
/// Sizes in bytes as people write them: <c>4MiB</c>, <c>512M</c>, <c>1500</c>. <c>K M G</c> and <c>KB MB GB</c> are powers
/// of 1000 and <c>Ki Mi Gi</c> and <c>KiB MiB GiB</c> of 1024, as in Kubernetes quantities. A small <c>m</c> is refused:
/// in Kubernetes it means a thousandth of a byte, and every parser there accepts it.
/// </summary>
internal static class SizeText
{
    /// <summary>What an error message says is accepted.</summary>
    public const string Accepted = "a number of bytes with an optional unit: 4MiB, 512M, 1500";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    // From the largest, which is the order in which Format tries them.
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("GiB", 1L << 30), ("Gi", 1L << 30), ("GB", 1_000_000_000), ("G", 1_000_000_000),
        ("MiB", 1L << 20), ("Mi", 1L << 20), ("MB", 1_000_000), ("M", 1_000_000),
        ("KiB", 1L << 10), ("Ki", 1L << 10), ("KB", 1_000), ("kB", 1_000), ("K", 1_000), ("k", 1_000),
        ("B", 1), ("", 1),
    ];

    /// <summary>Reads a size. At most 1 TiB.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var trimmed = text.AsSpan().Trim();
        var digits = trimmed.IndexOfAnyExcept(Digits);
        var number = digits < 0 ? trimmed : trimmed[..digits];
        var unit = digits < 0 ? default : trimmed[digits..].Trim();
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return false;
        foreach (var (name, factor) in Units)
        {
            if (!unit.SequenceEqual(name))
                continue;
            if (value > (decimal)(1L << 40) / factor)
                return false;
            bytes = (long)(value * factor);
            return true;
        }
        return false;
    }

    /// <summary>Writes a size with the largest unit that divides it.</summary>
    public static string Format(long bytes)
    {
        foreach (var (name, factor) in Units)
        {
            if (name.Length > 1 && bytes >= factor && bytes % factor == 0)
                return FormattableString.Invariant($"{bytes / factor}{name}");
        }
        return bytes.ToString(CultureInfo.InvariantCulture);
    }
}

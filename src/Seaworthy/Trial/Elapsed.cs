using System.Globalization;

namespace Seaworthy.Trial;

/// <summary>Measured times, for people: as exact as anybody wants to know.</summary>
internal static class Elapsed
{
    /// <summary>12 ms, 1.06 s, 31 s.</summary>
    public static string Text(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
    };
}

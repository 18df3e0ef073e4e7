using System.Globalization;
using System.Text;

namespace Seaworthy.Hosting.Settings;

/// <summary>The sentences in which a command line is refused.</summary>
internal static class UsageText
{
    private const int Longest = 120;

    /// <summary>A value that is not accepted; <paramref name="source"/> is the option or the variable it came from.</summary>
    public static string NotAccepted(string source, string value, string accepted) =>
        $"{source}: {Quote(value)} is not accepted. Accepted: {accepted}.";

    /// <summary>A value in quotes, as it can be shown at a terminal.</summary>
    public static string Quote(string value) => $"\"{Printable(value)}\"";

    /// <summary>Text as it can be shown at a terminal: shortened, control characters escaped.</summary>
    public static string Printable(string value)
    {
        var text = new StringBuilder();
        foreach (var c in value.Length > Longest ? value[..Longest] + "…" : value)
        {
            if (char.IsControl(c))
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                text.Append(c);
        }
        return text.ToString();
    }
}

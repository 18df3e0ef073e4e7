using System.Globalization;
using System.Numerics;

namespace ProductServer.Mcp;

/// <summary>The checks that several tools share.</summary>
internal static class Limits
{
    /// <summary>A text that is not too long.</summary>
    /// <exception cref="ToolRefusal">It is.</exception>
    public static string Text(string name, string value, int most) => value.Length <= most
        ? value
        : throw new ToolRefusal(string.Create(CultureInfo.InvariantCulture, $"{name} has {value.Length} characters; at most {most} are accepted."));

    /// <summary>A number that is not too small.</summary>
    /// <exception cref="ToolRefusal">It is.</exception>
    public static int AtLeast(string name, int value, int least) => value >= least
        ? value
        : throw new ToolRefusal(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {least} or more."));

    /// <summary>A number within its range.</summary>
    /// <exception cref="ToolRefusal">It is outside.</exception>
    public static T Range<T>(string name, T value, T least, T most)
        where T : INumber<T> => value >= least && value <= most
        ? value
        : throw new ToolRefusal(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be from {least} to {most}."));
}

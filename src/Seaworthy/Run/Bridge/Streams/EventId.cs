using System.Globalization;

namespace Seaworthy.Run.Bridge.Streams;

/// <summary>Names an event by its stream in the session and its place there, so that a client that comes back gets what it missed of that stream alone.</summary>
/// <param name="Stream">0: the session's own stream; above it: that of a POST.</param>
/// <param name="Number">From 1 on; 0 is the place before the first event.</param>
internal readonly record struct EventId(long Stream, long Number)
{
    public static bool TryParse(string text, out EventId id)
    {
        id = default;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0
            || !long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var stream)
            || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }
        id = new EventId(stream, number);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stream}-{Number}");
}

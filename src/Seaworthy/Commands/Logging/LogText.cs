using Microsoft.Extensions.Logging.Abstractions;

namespace Seaworthy.Commands.Logging;

/// <summary>Texts out of values that may refuse: a log line must never be the reason for a failure.</summary>
internal static class LogText
{
    /// <summary>The prefix of the categories whose event numbers are Seaworthy's own.</summary>
    private const string OwnCategories = "Seaworthy";

    /// <summary>The message of an entry.</summary>
    public static string Message<TState>(in LogEntry<TState> entry)
    {
        try
        {
            return entry.Formatter?.Invoke(entry.State, entry.Exception) ?? "";
        }
        catch (Exception exception)
        {
            return $"(the message could not be formatted: {exception.GetType().Name})";
        }
    }

    /// <summary>A value as it describes itself.</summary>
    public static string Of(object value)
    {
        try
        {
            return value is IFormattable formattable
                ? formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture) ?? ""
                : value.ToString() ?? "";
        }
        catch (Exception exception)
        {
            return $"({value.GetType().Name} could not be formatted: {exception.GetType().Name})";
        }
    }

    /// <summary>Who logged, when it is somebody else: their event numbers are not ours.</summary>
    public static string? ForeignCategory(string category) =>
        category.StartsWith(OwnCategories, StringComparison.OrdinalIgnoreCase) ? null : category;
}

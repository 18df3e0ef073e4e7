using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Seaworthy.Commands.Logging;

/// <summary>Texts out of values that may refuse: a log line must never be the reason for a failure.</summary>
internal static class LogText
{
    /// <summary>The prefix of the categories whose event numbers are Seaworthy's own.</summary>
    private const string OwnCategories = "Seaworthy";

    private const string MethodPrefix = "Log";

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

    /// <summary>The name of an event: <c>DrainStarted</c> for the generated method <c>LogDrainStarted</c>.</summary>
    public static string EventName(EventId id)
    {
        var name = id.Name ?? "";
        var rest = name.StartsWith(MethodPrefix, StringComparison.Ordinal) ? name[MethodPrefix.Length..] : "";
        return rest.Length > 0 && char.IsAsciiLetterUpper(rest[0]) ? rest : name;
    }

    /// <summary>Who logged, when it is somebody else: their event numbers are not ours.</summary>
    public static string? ForeignCategory(string category) =>
        category.StartsWith(OwnCategories, StringComparison.OrdinalIgnoreCase) ? null : category;
}

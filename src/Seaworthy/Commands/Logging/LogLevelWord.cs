using Microsoft.Extensions.Logging;

namespace Seaworthy.Commands.Logging;

/// <summary>Log levels as they are typed and written.</summary>
internal static class LogLevelWord
{
    private static readonly (string Word, LogLevel Level)[] Words =
    [
        ("trace", LogLevel.Trace), ("debug", LogLevel.Debug), ("info", LogLevel.Information), ("warn", LogLevel.Warning),
        ("error", LogLevel.Error), ("critical", LogLevel.Critical), ("information", LogLevel.Information), ("warning", LogLevel.Warning),
    ];

    /// <summary>The level's word in a log line.</summary>
    public static string Of(LogLevel level) => Array.Find(Words, entry => entry.Level == level).Word ?? "none";

    /// <summary>Reads a level in its long or its short form.</summary>
    public static bool TryParse(string text, out LogLevel level)
    {
        var found = Array.Find(Words, entry => entry.Word.Equals(text, StringComparison.OrdinalIgnoreCase));
        level = found.Level;
        return found.Word is not null;
    }
}

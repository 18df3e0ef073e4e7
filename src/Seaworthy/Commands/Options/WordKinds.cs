using Microsoft.Extensions.Logging;
using Seaworthy.Commands.Logging;
using Seaworthy.Hosting.Settings;
using Seaworthy.Run;
using Seaworthy.Run.Retry;

namespace Seaworthy.Commands.Options;

/// <summary>The kinds of values that are one of a few words.</summary>
internal static class WordKinds
{
    /// <summary>A revision of the protocol.</summary>
    public static ValueKind<string> Revision { get; } =
        ValueKinds.Choice("DATE", "2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28");

    /// <summary>Which calls are repeated.</summary>
    public static ValueKind<RetryMode> Retry { get; } = new("read-only|idempotent|off", "read-only, idempotent or off",
        (string text, out RetryMode value) =>
        {
            value = text switch { "idempotent" => RetryMode.Idempotent, "off" => RetryMode.Off, _ => RetryMode.ReadOnly };
            return value != RetryMode.ReadOnly || text == "read-only";
        });

    /// <summary>Who has a process of the command.</summary>
    public static ValueKind<SessionIsolation> Isolation { get; } = new("shared|session", "shared or session",
        (string text, out SessionIsolation value) =>
        {
            value = text == "session" ? SessionIsolation.Session : SessionIsolation.Shared;
            return text is "session" or "shared";
        });

    /// <summary>How log lines are written.</summary>
    public static ValueKind<LogFormat> LogFormat { get; } = new("text|json", "text or json",
        (string text, out LogFormat value) =>
        {
            value = text.Equals("json", StringComparison.OrdinalIgnoreCase) ? Logging.LogFormat.Json : Logging.LogFormat.Text;
            return value == Logging.LogFormat.Json || text.Equals("text", StringComparison.OrdinalIgnoreCase);
        });

    /// <summary>The least severe level that is written.</summary>
    public static ValueKind<LogLevel> LogLevel { get; } = new("LEVEL", "trace, debug, info, warn, error or critical",
        (string text, out LogLevel value) => LogLevelWord.TryParse(text, out value));
}

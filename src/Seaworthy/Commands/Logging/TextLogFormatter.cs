using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Seaworthy.Commands.Logging;

/// <summary>
/// Lines for people: <c>12:00:01.123 info  message</c>, in UTC. What follows the first line of a message is indented, so
/// that nothing a client or a worker sent can pass for a line of its own.
/// </summary>
internal sealed class TextLogFormatter(TimeProvider time, bool colour) : ConsoleFormatter("seaworthy-text")
{
    private const string Grey = "\e[90m";
    private const string Plain = "\e[0m";

    // As wide as the time and the level.
    private static readonly string Indent = new(' ', 19);

    /// <inheritdoc />
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var at = time.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        var level = LogLevelWord.Of(logEntry.LogLevel).PadRight(5);
        textWriter.Write(colour ? $"{Grey}{at}{Plain} {Colour(logEntry.LogLevel)}{level}{Plain} " : $"{at} {level} ");
        var message = LogText.Message(logEntry);
        if (LogText.ForeignCategory(logEntry.Category) is { } category)
            message = $"{category}: {message}";
        WriteBlock(message, textWriter);
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(Indent);
            WriteBlock(LogText.Of(exception), textWriter);
        }
    }

    private static void WriteBlock(string text, TextWriter output)
    {
        var lines = text.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        foreach (var (index, line) in lines.Index())
        {
            if (index > 0)
                output.Write(Indent);
            output.Write(Printable(line));
            output.Write('\n');
        }
    }

    /// <summary>Escapes what a terminal would act on: a worker's output must not move the cursor.</summary>
    private static string Printable(string line)
    {
        if (!line.AsSpan().ContainsAnyInRange('\0', '\x1f') && !line.AsSpan().ContainsAnyInRange('\x7f', '\x9f'))
            return line;
        var text = new StringBuilder(line.Length + 16);
        foreach (var c in line)
        {
            if (char.IsControl(c) && c != '\t')
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                text.Append(c);
        }
        return text.ToString();
    }

    private static string Colour(LogLevel level) => level switch
    {
        LogLevel.Information => "\e[32m",
        LogLevel.Warning => "\e[33m",
        LogLevel.Error or LogLevel.Critical => "\e[31m",
        _ => Grey,
    };
}

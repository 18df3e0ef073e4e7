using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Seaworthy.Commands.Logging;

/// <summary>
/// Lines for programs: one JSON object each, with the values of the message by name. Names start with a small letter, as
/// in the health endpoint's answer: <c>{InFlight}</c> becomes <c>inFlight</c>.
/// </summary>
internal sealed class JsonLogFormatter(TimeProvider time) : ConsoleFormatter("seaworthy-json")
{
    // Relaxed: nobody puts these lines into a web page, and people read quotes and umlauts in them. Line breaks are
    // escaped all the same.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <inheritdoc />
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", LogLevelWord.Of(logEntry.LogLevel));
            json.WriteNumber("event", logEntry.EventId.Id);
            json.WriteString("name", logEntry.EventId.Name ?? "");
            if (LogText.ForeignCategory(logEntry.Category) is { } category)
                json.WriteString("category", category);
            json.WriteString("message", LogText.Message(logEntry));
            LogFields.Write(json, logEntry.State);
            if (logEntry.Exception is { } exception)
                json.WriteString("exception", LogText.Of(exception));
            json.WriteEndObject();
        }
        textWriter.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        textWriter.Write('\n');
    }
}

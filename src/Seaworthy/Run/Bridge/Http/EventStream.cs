using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Streams;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>Writes server-sent events (WHATWG HTML, section 9.2) to a response.</summary>
internal sealed class EventStream(HttpResponse response)
{
    private readonly PipeWriter _output = response.BodyWriter;

    /// <summary>Puts the headers in place; they go out with the first flush.</summary>
    public static EventStream Start(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-transform";
        // nginx would otherwise hold events back in a buffer (specification 2026-07-28, streamable-http, "Receiving Messages").
        response.Headers["X-Accel-Buffering"] = "no";
        return new EventStream(response);
    }

    /// <summary>One JSON-RPC message; it must be on one line. All but the last piece of it is flushed.</summary>
    public ValueTask WriteMessageAsync(ReadOnlyMemory<byte> message) => WriteAsync("event: message\ndata: "u8, message);

    /// <summary>The same with an id, by which a client says how far it got.</summary>
    public ValueTask WriteMessageAsync(ReadOnlyMemory<byte> message, EventId id) =>
        WriteAsync(Encoding.ASCII.GetBytes($"id: {id}\nevent: message\ndata: "), message);

    /// <summary>Text under a name of its own (2024-11-05: <c>endpoint</c>).</summary>
    public void WriteNamed(string name, string text) => _output.Write(Encoding.UTF8.GetBytes($"event: {name}\ndata: {text}\n\n"));

    /// <summary>An event without data: it gives the client the id to come back with, before there is a message (2025-11-25).</summary>
    public void WritePriming(EventId id, TimeSpan retry) => _output.Write(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"id: {id}\nretry: {(long)retry.TotalMilliseconds}\ndata:\n\n")));

    private ValueTask WriteAsync(ReadOnlySpan<byte> head, ReadOnlyMemory<byte> message)
    {
        _output.Write(head);
        return WriteRestAsync(message);
    }

    private async ValueTask WriteRestAsync(ReadOnlyMemory<byte> message)
    {
        for (; message.Length > Pace.Piece; message = message[Pace.Piece..])
        {
            _output.Write(message.Span[..Pace.Piece]);
            if (!await FlushAsync().ConfigureAwait(false))
                return;
        }
        _output.Write(message.Span);
        _output.Write("\n\n"u8);
    }

    /// <summary>Ends an event of which a part has been written by somebody else.</summary>
    public void EndEvent() => _output.Write("\n\n"u8);

    /// <summary>A comment line, which clients ignore and proxies count as traffic.</summary>
    public void WriteKeepAlive() => _output.Write(": keep-alive\n\n"u8);

    /// <summary>How long the client is to wait before it opens the stream again.</summary>
    public void WriteRetry(TimeSpan wait) =>
        _output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"retry: {(long)wait.TotalMilliseconds}\n\n")));

    /// <summary>False when the client is gone, or was let go of because it takes nothing.</summary>
    public ValueTask<bool> FlushAsync() => Pace.FlushAsync(response);
}

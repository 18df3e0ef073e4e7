using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Seaworthy.Run.Bridge.Http;

/// <summary>Reads the body of a request.</summary>
internal static class RequestBody
{
    /// <summary>The body; null when there is no room for it.</summary>
    /// <exception cref="BadHttpRequestException">It is too large, too slow or broken off; the exception has the HTTP status.</exception>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, RequestRoom room)
    {
        if (!room.TryGrowTo(request.ContentLength ?? 0))
            return null;
        var reader = request.BodyReader;
        var read = await reader.ReadAsync().ConfigureAwait(false);
        if (read.IsCompleted)
            return room.TryGrowTo(read.Buffer.Length) ? Take(read.Buffer) : null;
        var body = new ArrayBufferWriter<byte>((int)Math.Max(read.Buffer.Length * 2, request.ContentLength ?? 0));
        while (true)
        {
            if (!room.TryGrowTo(body.WrittenCount + read.Buffer.Length))
                return null;
            foreach (var segment in read.Buffer)
                body.Write(segment.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return body.WrittenSpan.ToArray();
            read = await reader.ReadAsync().ConfigureAwait(false);
        }

        byte[] Take(ReadOnlySequence<byte> buffer)
        {
            var bytes = buffer.ToArray();
            reader.AdvanceTo(buffer.End);
            return bytes;
        }
    }
}

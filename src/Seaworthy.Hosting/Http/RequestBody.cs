using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Seaworthy.Hosting.Http;

/// <summary>Reads the body of a request.</summary>
/// <remarks>Room is taken as bytes come, not on the client's word: a claimed length costs nothing to send.</remarks>
internal static class RequestBody
{
    private const int LargestFirstBuffer = 64 * 1024;

    /// <summary>The body; null when there is no room for it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="room">What it takes of the memory.</param>
    /// <param name="largest">The most it may have, in bytes, where the server does not see to that itself.</param>
    /// <exception cref="BadHttpRequestException">It is too large, too slow or broken off; the exception has the HTTP status.</exception>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, RequestRoom room, long largest = long.MaxValue)
    {
        try
        {
            return await ReadToEndAsync(request, room, largest).ConfigureAwait(false);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            // Kestrel's own for a chunk size beyond all numbers, and for a connection that has ended.
            throw new BadHttpRequestException(e.Message, StatusCodes.Status400BadRequest, e);
        }
    }

    private static async ValueTask<byte[]?> ReadToEndAsync(HttpRequest request, RequestRoom room, long largest)
    {
        ArrayBufferWriter<byte>? body = null;
        var reader = request.BodyReader;
        var read = await reader.ReadAsync().ConfigureAwait(false);
        if (read.IsCompleted)
            return Take(Bounded(read.Buffer));
        body = new ArrayBufferWriter<byte>((int)Math.Clamp(request.ContentLength ?? 0, 4096, LargestFirstBuffer));
        while (true)
        {
            var isRoom = room.TryGrowTo(body.WrittenCount + Bounded(read.Buffer).Length);
            foreach (var segment in isRoom ? read.Buffer : default)
                body.Write(segment.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (!isRoom)
                return null;
            if (read.IsCompleted)
                return body.WrittenSpan.ToArray();
            read = await reader.ReadAsync().ConfigureAwait(false);
        }

        ReadOnlySequence<byte> Bounded(ReadOnlySequence<byte> more) => (body?.WrittenCount ?? 0) + more.Length <= largest
            ? more
            : throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);

        byte[]? Take(ReadOnlySequence<byte> buffer)
        {
            var bytes = room.TryGrowTo(buffer.Length) ? buffer.ToArray() : null;
            reader.AdvanceTo(buffer.End);
            return bytes;
        }
    }
}

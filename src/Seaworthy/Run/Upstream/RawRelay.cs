using System.Buffers;

namespace Seaworthy.Run.Upstream;

/// <summary>Passes a body on as it comes, each piece at once.</summary>
internal static class RawRelay
{
    private const int BufferSize = 16 * 1024;

    public static async Task RunAsync(Stream source, ClientAnswer answer, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
                await answer.WriteAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Seaworthy.Hosting.Http;

/// <summary>
/// How slowly a client may take an answer. Kestrel's least rate does not help: it gives credit for all that the buffers of both
/// kernels took in an instant, so that a client which takes nothing at all is waited for half an hour, by a drain too.
/// Answers are written in pieces, and each piece has its time.
/// </summary>
internal static class Pace
{
    /// <summary>The most that is written at once, in bytes.</summary>
    public const int Piece = 64 * 1024;

    /// <summary>How long a piece may take: far more than on any network on which large answers are of use.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Writes in pieces; false when the client is gone, or was let go of because it takes nothing.</summary>
    public static async ValueTask<bool> WriteAsync(HttpResponse response, ReadOnlyMemory<byte> bytes)
    {
        for (; bytes.Length > Piece; bytes = bytes[Piece..])
        {
            if (!await TakenAsync(response, response.BodyWriter.WriteAsync(bytes[..Piece])).ConfigureAwait(false))
                return false;
        }
        return await TakenAsync(response, response.BodyWriter.WriteAsync(bytes)).ConfigureAwait(false);
    }

    /// <summary>Flushes; false when the client is gone, or was let go of because it takes nothing.</summary>
    public static ValueTask<bool> FlushAsync(HttpResponse response) => TakenAsync(response, response.BodyWriter.FlushAsync());

    private static async ValueTask<bool> TakenAsync(HttpResponse response, ValueTask<FlushResult> flush)
    {
        var result = flush.IsCompletedSuccessfully ? flush.Result : await WaitAsync(response, flush.AsTask()).ConfigureAwait(false);
        return !result.IsCompleted && !result.IsCanceled;
    }

    private static async Task<FlushResult> WaitAsync(HttpResponse response, Task<FlushResult> flush)
    {
        try
        {
            return await flush.WaitAsync(Patience, response.HttpContext.RequestServices.GetRequiredService<TimeProvider>()).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            response.HttpContext.Abort(); // Which ends the flush.
            return await flush.ConfigureAwait(false);
        }
    }
}

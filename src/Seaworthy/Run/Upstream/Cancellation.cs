using Microsoft.AspNetCore.Http;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Run.Upstream;

/// <summary>Tells a server of the older revisions that nobody waits any more: <c>notifications/cancelled</c>, in the client's name.</summary>
internal static class Cancellation
{
    /// <summary>Best effort: whoever does not hear it is cut a moment later.</summary>
    public static async Task PostAsync(
        UpstreamWorker worker, HttpRequest call, IReadOnlyList<byte[]> ids, string reason, CancellationToken cancellation)
    {
        // All of them now: the call may be over, and its context another's, before the first is sent.
        HttpRequestMessage[] requests =
            [.. ids.Select(id => ForwardedRequest.Create(call.HttpContext, worker.Target, CancelledMessage.Write(id, reason).ToArray()))];
        try
        {
            foreach (var request in requests)
            {
                using var response = await worker.Client.SendAsync(request, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It is gone, or the call is over.
        }
    }
}

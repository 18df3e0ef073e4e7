using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Seaworthy.LibraryServer;

/// <summary>A handler of subscriptions/listen that acknowledges and then never ends.</summary>
internal static class Subscriptions
{
    public static async ValueTask<EmptyResult> HoldAsync(RequestContext<SubscriptionsListenRequestParams> request, CancellationToken cancellation)
    {
        await request.Server.SendMessageAsync(new JsonRpcNotification
        {
            Method = "notifications/subscriptions/acknowledged",
            Params = new JsonObject { ["notifications"] = new JsonObject() },
        }, cancellation);
        await new TaskCompletionSource().Task;
        return new EmptyResult();
    }
}

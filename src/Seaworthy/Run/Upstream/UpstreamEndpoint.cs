using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;

namespace Seaworthy.Run.Upstream;

/// <summary>The MCP endpoint in front of a server that speaks HTTP itself: what is refused, what is counted, what just passes.</summary>
internal sealed class UpstreamEndpoint(UpstreamContext upstream)
{
    private static readonly CallError NoRoom = CallError.Overloaded("no memory is left for the request, --max-buffered", TimeSpan.FromSeconds(1));

    public Task HandleAsync(HttpContext http)
    {
        if (HttpMethods.IsPost(http.Request.Method))
            return PostAsync(http);
        if (HttpMethods.IsDelete(http.Request.Method))
            return DeleteAsync(http);
        return HttpMethods.IsGet(http.Request.Method) && MediaTypes.Of(http.Request).EventStream
            ? new Passage(upstream, http).StreamAsync()
            : new Passage(upstream, http).OnceAsync();
    }

    private async Task PostAsync(HttpContext http)
    {
        using var room = new RequestRoom(upstream.Limits.Memory);
        byte[]? body;
        try
        {
            body = await RequestBody.ReadAsync(http.Request, room).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            LastOnConnection.Say(http);
            await HttpAnswer.RefuseAsync(http, [], new ProtocolError(e.StatusCode, -32600, e.Message)).ConfigureAwait(false);
            return;
        }
        if (body is null)
        {
            await HttpAnswer.RefuseAsync(http, [], NoRoom).ConfigureAwait(false);
            return;
        }
        var message = PostedMessage.Read(body, http.Request.Headers);
        switch (message.Role)
        {
            case PostedRole.Listen when !upstream.Lifecycle.IsRefusing:
                await new Passage(upstream, http, message).StreamAsync().ConfigureAwait(false);
                break;
            case PostedRole.Continuation:
                await new Passage(upstream, http, message, TaskTalk.Of(message, upstream.Tasks)).OnceAsync().ConfigureAwait(false);
                // Only now: the server must hear of it, and then nobody ends the response of the cancelled call but us.
                if (message.Cancels is { } key)
                    upstream.Running.Cancel(key);
                break;
            default:
                await CallAsync(http, message).ConfigureAwait(false);
                break;
        }
    }

    private async Task DeleteAsync(HttpContext http)
    {
        await new Passage(upstream, http).OnceAsync().ConfigureAwait(false);
        if (http.Request.Headers[McpHeaders.Session].ToString() is { Length: > 0 } session)
            TaskTalk.EndSession(session, upstream.Tasks);
    }

    private async Task CallAsync(HttpContext http, PostedMessage message)
    {
        if (message.Role == PostedRole.Listen || !upstream.Calls.TryBegin(out var inFlight))
        {
            upstream.Lifecycle.QuietPeriod.Touch();
            await new ClientAnswer(http).FailAsync(message.Ids, CallError.Draining(upstream.Lifecycle.ExpectedDowntime)).ConfigureAwait(false);
            return;
        }
        using var held = new HeldRoom(upstream.Limits.Memory, upstream.Target.MaxMessage);
        var call = new UpstreamCall(upstream, new UpstreamPost(http, message, held) { Talk = TaskTalk.Of(message, upstream.Tasks) }, inFlight);
        if (message.Key is { } key)
            upstream.Running.Add(key, call);
        try
        {
            await call.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            if (message.Key is { } added)
                upstream.Running.Remove(added, call);
        }
    }
}

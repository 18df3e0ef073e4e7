using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Mcp;

/// <summary>Sees every message that the SDK handles: when a handler begins and ends, whichever way it came.</summary>
internal sealed class CallFilters(LifecycleLoop lifecycle, OpenExchanges open, SeaworthyOptions options, TimeProvider time)
{
    private McpMessageFilter IncomingFilter => field ??= Incoming;

    /// <summary>Puts the filters outermost, so that filters of the application run inside the account.</summary>
    public void AddTo(McpServerOptions server)
    {
        server.Filters.Message.IncomingFilters.Insert(0, IncomingFilter);
        server.Filters.Message.OutgoingFilters.Insert(0, Outgoing);
    }

    /// <summary>Takes them back from a server that needs none.</summary>
    public void RemoveFrom(McpServerOptions server)
    {
        server.Filters.Message.IncomingFilters.Remove(IncomingFilter);
        server.Filters.Message.OutgoingFilters.Remove(Outgoing);
    }

    private McpMessageHandler Incoming(McpMessageHandler next) => (context, cancellation) =>
        context.JsonRpcMessage is JsonRpcRequest request ? HandleAsync(next, context, request, cancellation) : next(context, cancellation);

    /// <summary>A call that was answered in the SDK's place has its answer: JSON-RPC allows one.</summary>
    private static McpMessageHandler Outgoing(McpMessageHandler next) => (context, cancellation) =>
        context.JsonRpcMessage is JsonRpcResponse or JsonRpcError && McpExchange.Current?.TryAnswer((JsonRpcMessageWithId)context.JsonRpcMessage) == false
            ? Task.CompletedTask
            : next(context, cancellation);

    private async Task HandleAsync(McpMessageHandler next, MessageContext context, JsonRpcRequest request, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var handling = new McpHandling(context, request, either);
        var exchange = McpExchange.Current;
        if (exchange is null || !exchange.TryJoin(handling))
            exchange = Find(handling, context.Server.SessionId, request) ?? Detach(handling);
        if (lifecycle.Cancelling.IsCancellationRequested)
            handling.Cancel();
        try
        {
            await next(context, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            if (cancellation.IsCancellationRequested)
                exchange.Abandon();
            else
                await exchange.FailAsync(CallError.Shutdown(lifecycle.Budget.Total)).ConfigureAwait(false);
        }
        finally
        {
            if (exchange.Leave())
                open.Remove(exchange);
        }
    }

    /// <summary>
    /// The exchange of the request that brought the message: with one execution context for a whole session, the SDK's handlers
    /// run in that of the request that opened it.
    /// </summary>
    private McpExchange? Find(McpHandling handling, string? session, JsonRpcRequest request)
    {
        var exchange = session is null ? null : open.Find(PostedMessage.KeyOf(session, request.Id.Id is long number ? $"n{number}" : $"s{request.Id.Id}"));
        if (exchange?.TryJoin(handling) != true)
            return null;
        McpExchange.Current = exchange;
        return exchange;
    }

    /// <summary>A message whose request is over, or that has none.</summary>
    private McpExchange Detach(McpHandling handling)
    {
        var exchange = new McpExchange(lifecycle.Calls.BeginContinuation(), time);
        exchange.TryJoin(handling);
        exchange.Leave();
        exchange.Bound(null, options.CallTimeout);
        open.Add(exchange);
        McpExchange.Current = exchange;
        return exchange;
    }
}

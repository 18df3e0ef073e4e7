using ModelContextProtocol;
using ModelContextProtocol.Server;
using ProductServer.Database;

namespace ProductServer.Mcp;

/// <summary>The same for resources and prompts, whose errors are errors of the protocol.</summary>
internal static class ProtocolErrors
{
    /// <summary>The filter around every such request.</summary>
    public static McpRequestHandler<TParams, TResult> Around<TParams, TResult>(McpRequestHandler<TParams, TResult> next) =>
        async (request, cancellationToken) =>
        {
            try
            {
                return await next(request, cancellationToken);
            }
            catch (DatabaseUnavailableException unavailable)
            {
                throw new McpProtocolException(UnavailableText.Of(unavailable), McpErrorCode.InternalError);
            }
            catch (ToolRefusal refusal)
            {
                throw new McpProtocolException(refusal.Message, McpErrorCode.InvalidParams);
            }
            catch (Exception fault) when (UnexpectedFault.Is(fault))
            {
                UnexpectedFault.Log(request.Services, typeof(TParams).Name, fault);
                throw new McpProtocolException(UnexpectedFault.Text, McpErrorCode.InternalError);
            }
        };
}

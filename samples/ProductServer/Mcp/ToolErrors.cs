using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using ProductServer.Database;

namespace ProductServer.Mcp;

/// <summary>
/// Turns what a tool throws into a result that a model can act on: the SDK by itself says only that an error occurred, and logs
/// every mistake of a caller with its stack.
/// </summary>
internal static class ToolErrors
{
    /// <summary>The filter around every tool call.</summary>
    public static McpRequestHandler<CallToolRequestParams, CallToolResult> Around(McpRequestHandler<CallToolRequestParams, CallToolResult> next) =>
        async (request, cancellationToken) =>
        {
            try
            {
                if (request.MatchedPrimitive is McpServerTool tool)
                    ArgumentCheck.Check(tool.ProtocolTool, request.Params?.Arguments);
                return await next(request, cancellationToken);
            }
            catch (ToolRefusal refusal)
            {
                return Error(refusal.Message);
            }
            catch (DatabaseUnavailableException unavailable)
            {
                return Error(UnavailableText.Of(unavailable));
            }
            catch (Exception fault) when (UnexpectedFault.Is(fault))
            {
                UnexpectedFault.Log(request.Services, $"Tool {request.Params?.Name}", fault);
                return Error(UnexpectedFault.Text);
            }
        };

    private static CallToolResult Error(string text) => new() { IsError = true, Content = [new TextContentBlock { Text = text }] };
}

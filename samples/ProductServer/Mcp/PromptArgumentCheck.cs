using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace ProductServer.Mcp;

/// <summary>Names the argument that a prompt lacks: the SDK answers only that an error occurred.</summary>
internal static class PromptArgumentCheck
{
    /// <summary>The filter before every prompt.</summary>
    public static McpRequestHandler<GetPromptRequestParams, GetPromptResult> Before(McpRequestHandler<GetPromptRequestParams, GetPromptResult> next) =>
        (request, cancellationToken) =>
        {
            var missing = (request.MatchedPrimitive as McpServerPrompt)?.ProtocolPrompt.Arguments?
                .FirstOrDefault(argument => argument.Required == true && request.Params?.Arguments?.ContainsKey(argument.Name) != true);
            return missing is null
                ? next(request, cancellationToken)
                : throw new McpProtocolException($"The argument {missing.Name} is missing: {missing.Description}", McpErrorCode.InvalidParams);
        };
}

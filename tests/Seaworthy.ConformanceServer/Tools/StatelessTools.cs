using System.ComponentModel;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Seaworthy.ConformanceServer.Tools;

/// <summary>What the suite's scenario of the stateless lifecycle (2026-07-28) looks at.</summary>
[McpServerToolType]
internal sealed class StatelessTools
{
    [McpServerTool(Name = "test_missing_capability"), Description("Needs a client that can sample.")]
    public static string MissingCapability(RequestContext<CallToolRequestParams> context) => context.Server.ClientCapabilities?.Sampling is not null
        ? "The client can sample."
        : throw new MissingRequiredClientCapabilityException(new ClientCapabilities { Sampling = new() }, "the client cannot sample");

    [McpServerTool(Name = "test_streaming_elicitation"), Description("Sends nothing but its result.")]
    public static string Streaming() => "Nothing but the result was sent.";

    [McpServerTool(Name = "test_logging_tool"), Description("Writes a log message, which only a client that asked for it may see.")]
    public static string Log(McpServer server)
    {
#pragma warning disable CA1848 // One line that a client reads: nothing is gained by source generation.
        server.AsClientLoggerProvider().CreateLogger(nameof(StatelessTools)).LogInformation("test_logging_tool executed");
#pragma warning restore CA1848
        return "A log message was written.";
    }
}

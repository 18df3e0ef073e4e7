using System.ComponentModel;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Seaworthy.ConformanceServer.Tools;

/// <summary>Tools that say something before they answer.</summary>
[McpServerToolType]
internal sealed class ReportingTools
{
    /// <summary>Between two words, so that they come one by one.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Longer than the front waits before it opens an event stream.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(2);

    [McpServerTool(Name = "test_tool_with_logging"), Description("Writes three log messages.")]
    public static async Task<string> LogAsync(McpServer server, TimeProvider time, CancellationToken cancellation)
    {
        var log = server.AsClientLoggerProvider().CreateLogger(nameof(ReportingTools));
        foreach (var step in new[] { "Tool execution started", "Tool processing data", "Tool execution completed" })
        {
#pragma warning disable CA1848, CA2254 // Three lines that a client reads: nothing is gained by source generation.
            log.LogInformation(step);
#pragma warning restore CA1848, CA2254
            await Task.Delay(Pause, time, cancellation);
        }
        return "Tool with logging executed successfully";
    }

    [McpServerTool(Name = "test_tool_with_progress"), Description("Reports progress three times.")]
    public static async Task<string> ProgressAsync(
        McpServer server, RequestContext<CallToolRequestParams> context, TimeProvider time, CancellationToken cancellation)
    {
        if (context.Params!.ProgressToken is not { } token)
            return "No progress token provided";
        foreach (var percent in new[] { 0, 50, 100 })
        {
            await server.NotifyProgressAsync(token, new ProgressNotificationValue { Progress = percent, Total = 100 }, cancellationToken: cancellation);
            await Task.Delay(Pause, time, cancellation);
        }
        return $"{token}";
    }

    [McpServerTool(Name = "test_reconnection"), Description("Takes so long that the front opens an event stream, and may end it for a while.")]
    public static async Task<string> ReconnectAsync(TimeProvider time, CancellationToken cancellation)
    {
        await Task.Delay(LongPause, time, cancellation);
        return "Reconnection test completed successfully";
    }
}

using System.ComponentModel;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Seaworthy.LibraryServer;

/// <summary>Tools whose names are what they do.</summary>
[McpServerToolType]
internal sealed class MisbehavingTools
{
    [McpServerTool(Name = "echo", ReadOnly = true), Description("Answers with its text.")]
    public static string Echo(string text) => text;

    [McpServerTool(Name = "slow"), Description("Answers after some milliseconds; heeds cancellation.")]
    public static async Task<string> SlowAsync(int ms, TimeProvider time, CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(ms), time, cancellation);
        return "done";
    }

    [McpServerTool(Name = "deaf"), Description("Answers after some milliseconds; does not heed cancellation.")]
    public static async Task<string> DeafAsync(int ms, TimeProvider time)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(ms), time, CancellationToken.None);
        return "done";
    }

    [McpServerTool(Name = "blocking"), Description("Blocks its thread for some milliseconds.")]
    public static string Block(int ms)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(ms);
        return "done";
    }

    [McpServerTool(Name = "progress"), Description("Reports progress now, and answers after some milliseconds.")]
    public static async Task<string> ReportAsync(int ms, IProgress<ProgressNotificationValue> progress, TimeProvider time, CancellationToken cancellation)
    {
        progress.Report(new ProgressNotificationValue { Progress = 1, Total = 2 });
        await Task.Delay(TimeSpan.FromMilliseconds(ms), time, cancellation);
        return "done";
    }

    [McpServerTool(Name = "ask"), Description("Asks the user for a word and answers with it.")]
    public static async Task<string> AskAsync(McpServer server, CancellationToken cancellation)
    {
        var answer = await server.ElicitAsync(new ElicitRequestParams
        {
            Message = "Which word?",
            RequestedSchema = new() { Properties = { ["word"] = new ElicitRequestParams.StringSchema() } },
        }, cancellation);
        return answer.Content?["word"].ToString() ?? answer.Action;
    }
}

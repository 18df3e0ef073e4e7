using System.Text.Json;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Retry;

namespace Seaworthy.Run.Supervision;

/// <summary>Asks a worker for its tools, because their annotations say which calls may be repeated.</summary>
internal sealed class ToolLearner(WorkerPipe pipe, ToolHints hints, TimeProvider time, ILogger log)
{
    /// <summary>A server that never ends its list is not read for ever.</summary>
    private const int MostPages = 1000;

    private int _running;

    /// <summary>Reads the whole list. A server that will not tell has no tools that are repeated.</summary>
    public async Task LearnAsync(bool isModern)
    {
        // One at a time is enough: a change that comes meanwhile is seen with the next one, or the next worker.
        if (Interlocked.Exchange(ref _running, 1) != 0)
            return;
        try
        {
            hints.Replace(await ReadAsync(isModern).ConfigureAwait(false));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            SupervisionLog.ToolsUnknown(log, e.Message);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    private async Task<Dictionary<string, ToolHint>> ReadAsync(bool isModern)
    {
        var read = new Dictionary<string, ToolHint>(StringComparer.Ordinal);
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var mail = await WorkerQuestion.AskAsync(pipe, Methods.ToolsList, Parameters(isModern, cursor), time, CancellationToken.None).ConfigureAwait(false);
            if (mail is not { Kind: MailKind.Answer, ErrorCode: 0, Message: var answer })
                throw new JsonException("it did not answer tools/list with a result");
            cursor = ToolHints.ReadPage(EnvelopeParser.Parse(answer).Result.Of(answer), read);
            if (cursor is null)
                break;
        }
        return read;
    }

    private static string Parameters(bool isModern, string? cursor)
    {
        var own = isModern ? ModernMeta.OwnParams : "{}";
        if (cursor is null)
            return own;
        var member = $"\"cursor\":\"{JsonEncodedText.Encode(cursor)}\"";
        return isModern ? $"{{{member},{own[1..]}" : $"{{{member}}}";
    }
}

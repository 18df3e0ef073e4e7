using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Hosting.Http;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge.Modern;

/// <summary>
/// Which arguments of which tools are mirrored into headers. Asked for once, when the first call needs it, and again after the
/// tools have changed; what passes on its way to clients is learned as well, so that no client ever knows more.
/// </summary>
internal sealed class ToolCatalogue(TimeProvider time)
{
    /// <summary>A worker that does not list its tools in that time is not going to run them in time either; its calls pass unchecked.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int MaxPages = 100;
    private const int MaxTools = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, IReadOnlyList<HeaderParameter>> _mirrored = new(StringComparer.Ordinal);
    private Task? _known;

    /// <summary>The refusal of a <c>tools/call</c>; null when its headers and its arguments agree.</summary>
    public async ValueTask<ProtocolError?> ValidateAsync(IHeaderDictionary headers, ClientRequest request, StdioWorker worker)
    {
        if (request.Text(request.Envelope.Name) is not { } tool || !HasArguments(request) && !Claims(headers))
            return null;
        await KnownAsync(worker).ConfigureAwait(false);
        IReadOnlyList<HeaderParameter>? parameters;
        lock (_gate)
            _mirrored.TryGetValue(tool, out parameters);
        return parameters is null ? null : ParameterHeaders.Validate(headers, request.Envelope.Arguments.Of(request.Body), parameters);
    }

    /// <summary>A worker has answered <c>tools/list</c>.</summary>
    public void Learn(ReadOnlySpan<byte> answer)
    {
        lock (_gate)
        {
            if (_mirrored.Count > 0 || answer.IndexOf("x-mcp-header"u8) >= 0)
                _ = TryLearnPage(answer);
        }
    }

    /// <summary>The tools have changed, or somebody else has them.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _known = null;
            _mirrored.Clear();
        }
    }

    private Task KnownAsync(StdioWorker worker)
    {
        lock (_gate)
            return _known ??= AskAsync(worker);
    }

    private async Task AskAsync(StdioWorker worker)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        var meta = worker.Identity!.IsModern ? $"\"_meta\":{ModernMeta.Own}" : "";
        var cursor = "";
        try
        {
            for (var page = 0; page < MaxPages && cursor is not null; page++)
            {
                var parameters = $"{{{string.Join(',', new[] { cursor, meta }.Where(static one => one.Length > 0))}}}";
                var answer = await WorkerQuestion.AskAsync(worker.Pipe, Methods.ToolsList, parameters, time, patience.Token).ConfigureAwait(false);
                if (answer is not { Kind: MailKind.Answer, ErrorCode: 0 } listed)
                    return;
                lock (_gate)
                    cursor = TryLearnPage(listed.Message);
            }
        }
        catch (OperationCanceledException)
        {
            // Out of patience: what was learned counts.
        }
    }

    private string? TryLearnPage(ReadOnlySpan<byte> answer)
    {
        try
        {
            return LearnPage(answer);
        }
        catch (InvalidOperationException)
        {
            // What the JSON reader throws for half of a surrogate pair in a string that is read as text.
            return null;
        }
    }

    /// <summary>The <c>cursor</c> of the next page as a member; null when there is none.</summary>
    private string? LearnPage(ReadOnlySpan<byte> answer)
    {
        var reader = new Utf8JsonReader(answer, new JsonReaderOptions { MaxDepth = EnvelopeParser.MaxDepth });
        using var document = JsonDocument.ParseValue(ref reader);
        if (!document.RootElement.TryGetProperty("result"u8, out var result) || result.ValueKind != JsonValueKind.Object)
            return null;
        if (result.TryGetProperty("tools"u8, out var tools) && tools.ValueKind == JsonValueKind.Array)
        {
            foreach (var tool in tools.EnumerateArray())
                LearnTool(tool);
        }
        return result.TryGetProperty("nextCursor"u8, out var cursor) && cursor.ValueKind == JsonValueKind.String ? $"\"cursor\":{cursor.GetRawText()}" : null;
    }

    private void LearnTool(JsonElement tool)
    {
        if (tool.ValueKind != JsonValueKind.Object || !tool.TryGetProperty("name"u8, out var name) || name.ValueKind != JsonValueKind.String)
            return;
        var parameters = tool.TryGetProperty("inputSchema"u8, out var schema) ? InputSchema.Read(schema) : [];
        if (parameters.Count == 0)
            _mirrored.Remove(name.GetString()!);
        else if (_mirrored.Count < MaxTools)
            _mirrored[name.GetString()!] = parameters;
    }

    private static bool HasArguments(ClientRequest request) =>
        request.Envelope.Arguments.Of(request.Body) is [(byte)'{', .. var members] && members.IndexOf((byte)':') >= 0;

    private static bool Claims(IHeaderDictionary headers) =>
        headers.Keys.Any(static name => name.StartsWith(HeaderParameter.Prefix, StringComparison.OrdinalIgnoreCase));
}

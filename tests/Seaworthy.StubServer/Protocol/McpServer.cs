using Seaworthy.StubServer.Tools;

namespace Seaworthy.StubServer.Protocol;

/// <summary>The server: reads a line, answers it or starts a call, reads the next.</summary>
internal sealed class McpServer(StubOptions options) : IDisposable
{
    /// <summary>How the server names itself.</summary>
    public const string Identity = """{"name":"stub-server","version":"1.0.0"}""";

    private readonly Dialect _dialect = new(options.Revision);
    private readonly Client _client = new();
    private readonly CallDesk _calls = new(options);
    private TaskDesk? _tasks;
    private bool _initialized;

    private TaskDesk Tasks => _tasks ??= new TaskDesk(options, _dialect, _client.Output);

    private string Capabilities => $$"""{"tools":{},"resources":{"subscribe":true},"prompts":{},"completions":{},"logging":{}{{Tasks.Capability}}}""";

    /// <summary>Serves until stdin ends. Calls that are still running then are abandoned: the client has left.</summary>
    public async Task<int> RunAsync()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (await input.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.Length > 0)
                await HandleAsync(line).ConfigureAwait(false);
        }

        if (options.IgnoreEof)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System).ConfigureAwait(false);
        return 0;
    }

    public void Dispose()
    {
        _calls.Dispose();
        _client.Dispose();
    }

    private async Task HandleAsync(string line)
    {
        if (_client.TryTakeAnswer(line))
            return;
        if (Request.Parse(line) is not { } request)
            await _client.Output.WriteLineAsync(Message.Error(null, Message.ParseError, "No request, no notification")).ConfigureAwait(false);
        else if (request.Id is not { } id)
            Notice(request);
        else if (!IsTooEarly(request))
            await AnswerAsync(id, request).ConfigureAwait(false);
    }

    private void Notice(Request notification)
    {
        if (notification.Method == "notifications/cancelled" && notification.Param("requestId")?.GetRawText() is { } id)
            _calls.Cancel(id);
    }

    private bool IsTooEarly(Request request)
    {
        _initialized |= request.Method == "initialize";
        if (_initialized || _dialect.IsModern || options.BeforeInitialize == "error")
            return false;
        if (options.BeforeInitialize == "exit")
            Environment.Exit(1);
        return true;
    }

    private async Task AnswerAsync(string id, Request request)
    {
        if (options.NeverReady)
            return;
        _client.Hear(request);
        _calls.Note(id, request);
        if (_dialect.Refuse(request) is null && await Tasks.TryTakeAsync(id, request).ConfigureAwait(false))
            return;
        if (request.Method == "tools/call" && _dialect.Refuse(request) is null)
            await _calls.TakeAsync(id, request, _dialect, _client).ConfigureAwait(false);
        else
            await _client.Output.WriteLineAsync(Answer(id, request)).ConfigureAwait(false);
    }

    private byte[] Answer(string id, Request request) =>
        _dialect.Refuse(request) is { } refusal && request.Method is not ("initialize" or "ping") ? refusal : request.Method switch
        {
            "initialize" when !_dialect.IsModern => _dialect.Result(id, json =>
            {
                json.WriteString("protocolVersion", _dialect.Negotiate(request.Param("protocolVersion")?.GetString()));
                Message.WriteRaw(json, "capabilities", Capabilities);
                Message.WriteRaw(json, "serverInfo", Identity);
            }),
            "ping" or "logging/setLevel" or "resources/subscribe" or "resources/unsubscribe" when !_dialect.IsModern => _dialect.Result(id, _ => { }),
            "server/discover" when _dialect.IsModern => _dialect.Result(id, json =>
            {
                Message.WriteRaw(json, "supportedVersions", $"""["{Dialect.Modern}"]""");
                Message.WriteRaw(json, "capabilities", Capabilities);
            }, cacheable: true),
            _ => Listings.Answer(_dialect, id, request, options.ToolsAPage)
                ?? Message.Error(id, Message.MethodNotFound, "Method not found: " + request.Method),
        };
}

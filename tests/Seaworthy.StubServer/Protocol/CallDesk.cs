using System.Collections.Concurrent;

using Seaworthy.StubServer.Mischief;
using Seaworthy.StubServer.Tools;

namespace Seaworthy.StubServer.Protocol;

/// <summary>Takes calls, runs each on its own, and keeps the books.</summary>
internal sealed class CallDesk(StubOptions options) : IDisposable
{
    private const int DeathCode = 70;

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new();
    private readonly Ledger? _ledger = options.Ledger is null ? null : new Ledger(options.Ledger);
    private readonly int _lastAnswered = Math.Min(options.DieAfter, options.HangAfter);
    private readonly List<Task> _beforeTheEnd = [];
    private int _taken;

    public void Dispose() => _ledger?.Dispose();

    public void Cancel(string id)
    {
        if (_running.TryGetValue(id, out var call))
            call.Cancel();
    }

    /// <summary>Writes down what is no call, and yet counts.</summary>
    public void Note(string id, Request request)
    {
        if (request.Method is "resources/subscribe" or "resources/unsubscribe")
            _ledger?.Write(request.Method["resources/".Length..] + "d", id, request.Param("uri")?.GetString(), request, 0);
    }

    public async Task TakeAsync(string id, Request request, Dialect dialect, Client client)
    {
        var number = ++_taken;
        var name = request.Param("name")?.GetString();
        _ledger?.Write("received", id, name, request, number);
        if (number > _lastAnswered)
            await Task.WhenAll(_beforeTheEnd).ConfigureAwait(false);
        if (number > options.DieAfter)
            Environment.Exit(DeathCode);
        if (number > options.HangAfter)
            await client.Output.HoldAsync(_ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System)).ConfigureAwait(false);

        if (ToolCatalogue.Find(name) is not { } tool)
        {
            await client.Output.WriteLineAsync(Message.Error(id, Message.InvalidParams, $"Unknown tool: {name}")).ConfigureAwait(false);
            return;
        }

        var cancellation = _running[id] = new CancellationTokenSource();
        var call = new ToolCall(id, request, dialect, client, cancellation.Token);
        var run = RunAsync(tool, call, number);
        if (_lastAnswered < int.MaxValue)
            _beforeTheEnd.Add(run);
        if (tool.HoldsUpTheServer)
            await run.ConfigureAwait(false);
    }

    private async Task RunAsync(Tool tool, ToolCall call, int number)
    {
        if (!tool.HoldsUpTheServer)
            await Task.Yield();
        try
        {
            await tool.Run(call).ConfigureAwait(false);
            _ledger?.Write("answered", call.Id, tool.Name, call.Request, number);
        }
        catch (OperationCanceledException)
        {
            _ledger?.Write("cancelled", call.Id, tool.Name, call.Request, number);
        }
        finally
        {
            if (_running.TryRemove(call.Id, out var cancellation))
                cancellation.Dispose();
        }
    }
}

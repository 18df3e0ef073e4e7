using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>Callers of one tool, each with a connection that it keeps, until they are told to stop.</summary>
internal sealed class PoolLoad(SeaworthyProcess server, string tool, JsonObject arguments)
{
    private static readonly string[] Revisions = [Revision.November2025, Revision.July2026];

    private readonly ConcurrentBag<PoolCall> _calls = [];
    private volatile bool _isStopping;
    private Task _running = Task.CompletedTask;
    private int _lastNumber;

    /// <summary>Calls that have ended so far.</summary>
    public int Ended => _calls.Count;

    /// <summary>Starts the callers.</summary>
    public async Task StartAsync(int callers)
    {
        var clients = new List<RawMcp>();
        for (var i = 0; i < callers; i++)
            clients.Add(await RawMcp.ConnectAsync(server.Endpoint, Revisions[i % Revisions.Length]));
        _running = Task.WhenAll(clients.Select(client => Task.Run(() => CallAsync(client))));
    }

    /// <summary>Waits until so many calls have ended.</summary>
    public Task ReachAsync(int calls) => Supervision.Eventually.BecomesAsync(server, () => _running.IsFaulted || Ended >= calls, $"{calls} calls");

    /// <summary>No call begins any more; returns all that were made, in order, when the last has ended.</summary>
    public async Task<IReadOnlyList<PoolCall>> StopAsync()
    {
        _isStopping = true;
        await server.Guard.WatchAsync(_running, "the callers");
        return [.. _calls.OrderBy(call => call.Number)];
    }

    private async Task CallAsync(RawMcp client)
    {
        RawConnection? kept = null;
        while (!_isStopping)
        {
            var number = Interlocked.Increment(ref _lastNumber);
            var connection = kept ?? await client.Http.OpenAsync();
            var numbered = arguments.DeepClone().AsObject();
            numbered["n"] = number;
            var answer = await client.CallAsync(connection, tool, numbered);
            _calls.Add(new PoolCall(number, answer));
            kept = answer.IsAnswered && answer.Raw.Header("Connection") != "close" ? connection : null;
            if (kept is null)
                connection.Dispose();
        }
        kept?.Dispose();
    }
}

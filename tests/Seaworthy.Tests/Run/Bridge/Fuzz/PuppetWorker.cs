using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Seaworthy.Tests.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Fuzz;

/// <summary>A worker that answers what it has in the order that a test wants.</summary>
internal sealed class PuppetWorker(FakeWorker worker)
{
    private readonly Lock _gate = new();
    private readonly List<(long Id, string Nonce)> _waiting = [];
    private readonly Dictionary<long, int> _steps = [];

    /// <summary>Nonces of the calls that it was given, and of those that it was told to give up.</summary>
    public ConcurrentDictionary<string, int> Given { get; } = new();

    public ConcurrentDictionary<string, int> Cancelled { get; } = new();

    private readonly ConcurrentDictionary<long, string> _nonces = new();

    public bool IsIdle
    {
        get
        {
            lock (_gate)
                return _waiting.Count == 0;
        }
    }

    /// <summary>Takes calls until its input ends.</summary>
    public async Task RunAsync()
    {
        while (await worker.ReadLineAsync() is { } line)
        {
            var message = JsonNode.Parse(line)!;
            if ((string?)message["method"] == "notifications/cancelled")
                Cancelled.AddOrUpdate(_nonces[(long)message["params"]!["requestId"]!], 1, (_, times) => times + 1);
            else if (message["id"] is { } id)
                Take((long)id, (string)message["params"]!["nonce"]!);
        }
    }

    /// <summary>Does one thing: progress for a call, or its answer.</summary>
    public async Task StepAsync(Random random)
    {
        string line;
        lock (_gate)
        {
            if (_waiting.Count == 0)
                return;
            var at = random.Next(_waiting.Count);
            var (id, nonce) = _waiting[at];
            if (random.Next(3) == 0)
            {
                var step = _steps[id] = _steps.GetValueOrDefault(id) + 1;
                line = $"{{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{{\"progressToken\":{id},\"progress\":{step},\"message\":\"{nonce}\"}}}}";
            }
            else
            {
                _waiting.RemoveAt(at);
                line = $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{{\"nonce\":\"{nonce}\"}}}}";
            }
        }
        await worker.WriteAsync(line);
    }

    private void Take(long id, string nonce)
    {
        _nonces[id] = nonce;
        Given.AddOrUpdate(nonce, 1, (_, times) => times + 1);
        lock (_gate)
            _waiting.Add((id, nonce));
    }
}

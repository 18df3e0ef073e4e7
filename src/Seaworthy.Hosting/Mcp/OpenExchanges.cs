using System.Collections.Concurrent;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Mcp;

/// <summary>
/// Every exchange with the MCP endpoint that is open: silent ones get a sign of life, cancelled ones are found, and those that the
/// end of the shutdown budget finds are cancelled and then answered.
/// </summary>
internal sealed class OpenExchanges : IDisposable
{
    /// <summary>A comment; clients skip it (WHATWG HTML, "Server-sent events").</summary>
    private static readonly byte[] Comment = ": keep-alive\n\n"u8.ToArray();

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly HashSet<McpExchange> _open = [];
    private readonly ConcurrentDictionary<string, McpExchange> _byKey = new(StringComparer.Ordinal);
    private readonly TimeSpan _patience;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _cancelling;
    private readonly CancellationTokenRegistration _answering;

    /// <param name="options">How long a stream may be silent.</param>
    /// <param name="lifecycle">When calls are cancelled, and when they are answered.</param>
    /// <param name="time">The clock.</param>
    public OpenExchanges(SeaworthyOptions options, LifecycleLoop lifecycle, TimeProvider time)
    {
        _cancelling = lifecycle.Cancelling.UnsafeRegister(_ => ForEachCall(static call => call.Cancel()), null);
        _answering = lifecycle.Answering.UnsafeRegister(_ => ForEachCall(call => _ = call.FailAsync(CallError.Shutdown(lifecycle.Budget.Total))), null);
        _patience = options.KeepAlive;
        var glance = _patience < 2 * Glance ? _patience / 2 : Glance;
        _timer = time.CreateTimer(_ => Look(), null, glance, glance);
    }

    /// <summary>
    /// Whether the SDK makes a server for each request, which no message filter sees. Else the filters must find the exchange: it
    /// flows with the execution context, which costs a little wherever code waits.
    /// </summary>
    public bool HasServersAlone { get; set; }

    /// <summary>Calls that are open now, the oldest first.</summary>
    public IEnumerable<McpExchange> Calls => Snapshot().Where(exchange => exchange.IsCall).OrderByDescending(exchange => exchange.Age);

    public void Add(McpExchange exchange)
    {
        lock (_lock)
            _open.Add(exchange);
        if (exchange.Key is { } key)
            _byKey[key] = exchange;
    }

    public void Remove(McpExchange exchange)
    {
        lock (_lock)
            _open.Remove(exchange);
        if (exchange.Key is { } key)
            _byKey.TryRemove(new KeyValuePair<string, McpExchange>(key, exchange));
    }

    /// <summary>The call of a session that has this key.</summary>
    public McpExchange? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The client has cancelled a call: nobody waits for its answer any more.</summary>
    public void Cancel(string key)
    {
        if (_byKey.TryGetValue(key, out var exchange))
            exchange.Abandon();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _cancelling.Dispose();
        _answering.Dispose();
    }

    private void ForEachCall(Action<McpExchange> act)
    {
        foreach (var exchange in Snapshot())
        {
            if (exchange.IsCounted)
                act(exchange);
        }
    }

    private void Look()
    {
        foreach (var exchange in Snapshot())
        {
            if (exchange.Silence >= _patience)
                _ = exchange.SayAsync(Comment);
            else if (exchange.IsHeadHeld)
                _ = exchange.SendHeadAsync();
        }
    }

    private McpExchange[] Snapshot()
    {
        lock (_lock)
            return [.. _open];
    }
}

using Seaworthy.Trial.Mcp;
using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Trial.Load;

/// <summary>Sends calls in turn to the servers that it knows, and those that were safely refused to the newest one.</summary>
internal sealed class Balancer(ScenarioContext trial)
{
    private readonly Lock _lock = new();
    private McpSession[] _sessions = [];
    private int _turn;
    private int _sentAgain;

    /// <summary>How many calls were sent a second time.</summary>
    public int SentAgain => _sentAgain;

    /// <summary>A server is ready.</summary>
    public void Add(McpSession session)
    {
        lock (_lock)
            _sessions = [.. _sessions, session];
    }

    /// <summary>The oldest server is to get no more calls.</summary>
    public void RemoveOldest()
    {
        lock (_lock)
            _sessions = _sessions[1..];
    }

    /// <summary>Sends a call.</summary>
    public async Task<CallRecord> SendAsync(long dueAt)
    {
        var sessions = _sessions;
        var chosen = sessions[(int)((uint)Interlocked.Increment(ref _turn) % sessions.Length)];
        var record = await trial.CallAsync(chosen, dueAt);
        var newest = _sessions[^1];
        if (!record.IsSafelyRefused || chosen == newest)
            return record;
        _ = Interlocked.Increment(ref _sentAgain);
        return await trial.CallAsync(newest, dueAt);
    }
}

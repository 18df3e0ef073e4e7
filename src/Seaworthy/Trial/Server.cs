using System.Net;
using Seaworthy.Processes;
using Seaworthy.Trial.Mcp;
using Seaworthy.Trial.Targets;
using Seaworthy.Trial.Wire;

namespace Seaworthy.Trial;

/// <summary>A running server as a scenario sees it.</summary>
internal sealed class Server(IServerProcess process, string path, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Timers count whole milliseconds.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    private TimeSpan _waitedBeforeSignal;

    /// <summary>The process.</summary>
    public IServerProcess Process => process;

    /// <summary>The clock of all timestamps.</summary>
    public TimeProvider Time => time;

    /// <summary>When it was started.</summary>
    public long StartedAt { get; } = time.GetTimestamp();

    /// <summary>The HTTP client for it. A server that says localhost may listen on ::1 alone.</summary>
    public WireClient Wire { get; private set; } = new(process.EndPoint, time);

    /// <summary>Looks whether it listens on the other loopback address.</summary>
    public void TryOtherLoopback()
    {
        if (!IPAddress.IsLoopback(Wire.Server.Address))
            return;
        var other = Wire.Server.Address.Equals(IPAddress.Loopback) ? IPAddress.IPv6Loopback : IPAddress.Loopback;
        Wire = new WireClient(new IPEndPoint(other, Wire.Server.Port), time);
    }

    /// <summary>Tries to open a session.</summary>
    public Task<(McpSession? Session, CallRecord Record)> TryConnectAsync(string revision, CancellationToken cancel) =>
        McpSession.ConnectAsync(Wire, path, revision, cancel);

    /// <summary>GET of a path.</summary>
    public Task<WireAnswer> GetAsync(string url, CancellationToken cancel) => Wire.ExchangeAsync(WireRequest.Get(url), ProbeTimeout, cancel);

    /// <summary>Sends a signal, and returns when it began to.</summary>
    public async Task<long> SignalAsync(ChildSignal signal)
    {
        _waitedBeforeSignal = ProcessorWait() + OwnProcessorWait();
        var at = time.GetTimestamp();
        _ = await process.SignalAsync(signal);
        return at;
    }

    /// <summary>
    /// Waits for the exit until so long after a signal; null when it still runs then. The time in which a busy machine had no processor for the server, or
    /// for us to look, is not the server's.
    /// </summary>
    public async Task<ServerExit?> ExitAsync(long since, TimeSpan limit, CancellationToken cancel)
    {
        var allowed = limit;
        while (allowed > time.GetElapsedTime(since) && !process.Exited.IsCompleted)
        {
            var left = allowed - time.GetElapsedTime(since);
            await Task.WhenAny(process.Exited, Task.Delay(left > Grain ? left : Grain, time, cancel));
            cancel.ThrowIfCancellationRequested();
            var waited = ProcessorWait() + OwnProcessorWait() - _waitedBeforeSignal;
            // Whoever has ended meanwhile takes what it waited along.
            allowed = limit + TimeSpan.FromTicks(Math.Clamp(waited.Ticks, 0, limit.Ticks));
        }
        return process.Exited.IsCompleted ? await process.Exited : null;
    }

    /// <summary>How long the server was ready to run and had no processor, since its start: what its processes waited, one after the other.</summary>
    public TimeSpan ProcessorWait() => Processes().Aggregate(TimeSpan.Zero, (sum, one) => sum + one.ReadProcessorWait());

    /// <summary>Resident memory of all of it, in bytes; 0 where that cannot be seen.</summary>
    public long ResidentBytes() => Processes().Sum(one => one.ResidentBytes);

    /// <summary>How many processes it is; 0 where that cannot be seen.</summary>
    public int CountProcesses() => Processes().Count();

    /// <summary>The innermost process of the server: the one that does the work, when others stand before it. Null when it is alone.</summary>
    public ProcessView? FindLeaf()
    {
        var all = process.Descendants();
        return all.Where(candidate => !all.Any(other => other.ParentId == candidate.Id)).MaxBy(candidate => candidate.StartTicks);
    }

    private static TimeSpan OwnProcessorWait() => ProcessView.Read(Environment.ProcessId)?.ReadProcessorWait() ?? TimeSpan.Zero;

    private IEnumerable<ProcessView> Processes() => process.Leader() is { } leader ? process.Descendants().Prepend(leader) : process.Descendants();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => process.DisposeAsync();
}

using System.Net;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>A server that somebody else started. It is signalled, and not ended with the trial.</summary>
internal sealed class AttachedServer : IServerProcess
{
    // Linux has an event for the end of a process that is no child; .NET does not hand it out.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    private readonly ProcessView _process;
    private readonly CancellationTokenSource _disposed = new();
    private IReadOnlyList<ProcessView> _known;

    /// <summary>Attaches.</summary>
    public AttachedServer(ProcessView process, IPEndPoint endPoint, TimeProvider time)
    {
        _process = process;
        EndPoint = endPoint;
        _known = ProcessView.DescendantsOf(process.Id);
        Exited = WatchAsync(time);
    }

    /// <inheritdoc/>
    public IPEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public Task<ServerExit> Exited { get; }

    /// <inheritdoc/>
    public string LastLines => "";

    /// <inheritdoc/>
    public Task<bool> SignalAsync(ChildSignal signal)
    {
        // Whoever is reparented at its end is no descendant any more, and still its own.
        _ = Descendants();
        return Task.FromResult(ProcessSignal.TrySend(_process, signal));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ProcessView> Descendants() =>
        _known = [.. _known.Where(process => process.IsAlive).UnionBy(_process.IsAlive ? ProcessView.DescendantsOf(_process.Id) : [], process => process.Id)];

    /// <inheritdoc/>
    public ProcessView? Leader() => ProcessView.Read(_process.Id);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _disposed.Cancel();
        return ValueTask.CompletedTask;
    }

    private async Task<ServerExit> WatchAsync(TimeProvider time)
    {
        while (_process.IsAlive && !_disposed.IsCancellationRequested)
            await Task.Delay(Interval, time, CancellationToken.None);
        return new ServerExit(null, "ended, with an exit code that only its parent sees", time.GetTimestamp());
    }
}

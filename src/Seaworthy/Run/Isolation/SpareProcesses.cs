using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Supervision;
using Seaworthy.Run.Supervision.Pool;

namespace Seaworthy.Run.Isolation;

/// <summary>
/// Processes that have been started and wait for a session: the client of a server that takes a second to start does not wait for
/// that second. They are not initialised, because the client's own words do that.
/// </summary>
internal sealed class SpareProcesses(IsolationPlan plan, int wanted, CancellationToken kill)
{
    private readonly Lock _gate = new();
    private readonly List<IsolatedProcess> _waiting = [];
    private readonly Backoff _backoff = new(Random.Shared, new ReplacementTokens(plan.Time));
    private bool _isStopped;

    public int Count
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Starts what is missing.</summary>
    public void Fill()
    {
        while (Start() is { } process)
            _ = WatchAsync(process);
    }

    /// <summary>The one that has waited for longest; null when there is none.</summary>
    public IsolatedProcess? TryTake()
    {
        IsolatedProcess? taken = null;
        lock (_gate)
        {
            if (_waiting.Count > 0)
            {
                taken = _waiting[0];
                _waiting.RemoveAt(0);
            }
        }
        if (taken is not null)
            Fill();
        return taken;
    }

    public Task StopAsync()
    {
        List<IsolatedProcess> left;
        lock (_gate)
        {
            _isStopped = true;
            left = [.. _waiting];
        }
        foreach (var process in left)
            process.Stop();
        return Task.WhenAll(left.Select(process => process.Ended));
    }

    private IsolatedProcess? Start()
    {
        lock (_gate)
        {
            if (_isStopped || _waiting.Count >= wanted)
                return null;
            var process = IsolatedProcess.Start(plan, kill);
            _waiting.Add(process);
            return process;
        }
    }

    /// <summary>One that ends while it waits is replaced, each time after a longer while.</summary>
    private async Task WatchAsync(IsolatedProcess process)
    {
        var end = await process.Ended.ConfigureAwait(false);
        lock (_gate)
        {
            if (!_waiting.Remove(process) || _isStopped)
                return;
        }
        var wait = _backoff.AfterDeath(hadAnswered: false);
        IsolationLog.SpareDied(plan.Log, end.Sentence, DurationText.Format(wait));
        await Task.Delay(wait, plan.Time, CancellationToken.None).ConfigureAwait(false);
        Fill();
    }
}

using Microsoft.Extensions.Logging;

namespace Seaworthy.Hosting.Lifecycle;

/// <summary>Runs every stop step, once, all at the same time. A step that fails does not keep the others from ending.</summary>
internal sealed partial class StopSteps
{
    private readonly ILogger _log;
    private readonly Lazy<Task> _run;
    private volatile string[] _unfinished = [];

    /// <param name="steps">Not enumerated before the run: a step may need the lifecycle that runs it.</param>
    /// <param name="log">Where failures go.</param>
    /// <param name="atBudgetEnd">Cancelled at T: stop by force.</param>
    public StopSteps(IEnumerable<IStopStep> steps, ILogger log, CancellationToken atBudgetEnd)
    {
        _log = log;
        _run = new(() => RunAllAsync(steps, atBudgetEnd));
    }

    /// <summary>Starts the steps at the first call; completes, and never fails, when all have ended.</summary>
    public Task RunOnceAsync() => _run.Value;

    /// <summary>
    /// For the end of the budget: the steps have been told to use force, and get <paramref name="grace"/> for it.
    /// </summary>
    public async Task ForceAsync(TimeSpan grace, TimeProvider time)
    {
        using var settled = new CancellationTokenSource();
        var run = RunOnceAsync();
        if (await Task.WhenAny(run, Task.Delay(grace, time, settled.Token)) != run)
            LogUnfinished(string.Join(", ", _unfinished.Where(name => name.Length > 0)));
        await settled.CancelAsync();
    }

    private async Task RunAllAsync(IEnumerable<IStopStep> steps, CancellationToken atBudgetEnd)
    {
        // Off the caller's thread: resolving or starting a step may block, and the caller may be the lifecycle loop.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var all = steps.ToArray();
            _unfinished = [.. all.Select(step => step.Name)];
            await Task.WhenAll(all.Select((step, index) => Task.Run(() => RunAsync(step, index, atBudgetEnd), CancellationToken.None)));
        }
        catch (Exception exception)
        {
            LogFailed("stop steps", exception);
        }
    }

    private async Task RunAsync(IStopStep step, int index, CancellationToken atBudgetEnd)
    {
        try
        {
            await step.StopAsync(atBudgetEnd);
        }
        catch (OperationCanceledException) when (atBudgetEnd.IsCancellationRequested)
        {
            // The budget ended, which has its own event.
        }
        catch (Exception exception)
        {
            LogFailed(step.Name, exception);
        }
        _unfinished[index] = "";
    }
}

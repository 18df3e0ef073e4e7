namespace Seaworthy.ProcessTests.Harness;

/// <summary>
/// The one time limit of a process test. Tests wait for events, never for time; when an event does not come, this says
/// what was waited for and shows everything that is known about the process.
/// </summary>
/// <param name="dump">What to show: the event log and the process tree.</param>
internal sealed class HangGuard(Func<string> dump)
{
    /// <summary>Far more than anything here takes on a busy two-core machine.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Awaits the task, or fails with the dump.</summary>
    public async Task<T> WatchAsync<T>(Task<T> task, string waitingFor, TimeSpan? limit = null)
    {
        try
        {
            return await task.WaitAsync(limit ?? Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new HangException($"Waited {limit ?? Limit} for {waitingFor}.\n{dump()}");
        }
    }

    /// <inheritdoc cref="WatchAsync{T}"/>
    public Task WatchAsync(Task task, string waitingFor, TimeSpan? limit = null) =>
        WatchAsync(task.ContinueWith(done => { done.GetAwaiter().GetResult(); return true; }, TaskScheduler.Default), waitingFor, limit);
}

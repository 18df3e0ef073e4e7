using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Processes;

namespace Seaworthy.Run.Supervision;

/// <summary>One worker from its start to its end, whatever ends it: itself, its start timeout, or our stop.</summary>
internal sealed class WorkerLife(WorkerPlan plan, IWorkerKind kind, TimeProvider time, ILogger<WorkerLife> log)
{
    /// <summary>A worker that ends by itself may have written answers that are still in the pipe.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(250);

    /// <summary>May run any number of times at once, each with a process of its own.</summary>
    /// <param name="watch">Told how it goes.</param>
    /// <param name="stop">Ends the worker politely.</param>
    /// <param name="kill">Ends it at once.</param>
    public async Task<WorkerEnd> RunAsync(WorkerWatch watch, CancellationToken stop, CancellationToken kill)
    {
        var end = await RunOnceAsync(watch, stop, kill).ConfigureAwait(false);
        return end.DeservesAnotherStart && !stop.IsCancellationRequested ? await RunOnceAsync(watch, stop, kill).ConfigureAwait(false) : end;
    }

    private async Task<WorkerEnd> RunOnceAsync(WorkerWatch watch, CancellationToken stop, CancellationToken kill)
    {
        using var birth = kind.Prepare(plan.Command);
        ChildProcess child;
        try
        {
            child = await ChildProcess.StartAsync(birth.Command, time).ConfigureAwait(false);
        }
        catch (ChildStartException e)
        {
            return new WorkerEnd(char.ToLowerInvariant(e.Message[0]) + e.Message[1..].TrimEnd('.'), WasReady: false, HadAnswered: false, [], IsHopeless: true);
        }
        await using (child.ConfigureAwait(false))
        {
            var process = new WorkerProcess(child, new StderrTail(child.StandardError, log, time) { Pid = child.Id }, birth.Create(child));
            SupervisionLog.Started(log, child.Id);
            watch.Started(process.Worker);
            var piping = process.Worker.RunAsync();
            var reading = process.Stderr.RunAsync();
            return await LiveAsync(process, piping, reading, watch, (stop, kill)).ConfigureAwait(false);
        }
    }

    private async Task<WorkerEnd> LiveAsync(
        WorkerProcess process, Task piping, Task reading, WorkerWatch watch, (CancellationToken Stop, CancellationToken Kill) tokens)
    {
        var worker = process.Worker;
        var failure = await GetReadyAsync(process, piping, tokens.Stop).ConfigureAwait(false);
        var answeredAtReady = worker.Answered;
        if (failure is null)
        {
            watch.Ready(worker);
            await EndOrStopAsync(process, piping, tokens.Stop).ConfigureAwait(false);
            // At once, before its last words: a call that is given to it now is lost, one that waits is not.
            watch.Closed(worker);
        }
        // The end of its output, and a write that fails, are seen a moment before its exit.
        if (piping.IsCompleted || worker.Closed.IsCompleted)
            await EndsWithinLastWordsAsync(process).ConfigureAwait(false);
        var ended = process.Child.Exited.IsCompleted;
        if (failure is null && !tokens.Stop.IsCancellationRequested)
            watch.Lost(worker, ended ? (await process.Child.Exited.ConfigureAwait(false)).Describe() : "it closed its standard input or output");
        var report = await StopAsync(process, piping, failure, tokens).ConfigureAwait(false);
        await Task.WhenAny(Task.WhenAll(piping, reading), Task.Delay(LastWords, time, CancellationToken.None)).ConfigureAwait(false);
        var description = Describe(report, failure, ended);
        worker.Fail(CallError.WorkerLost(description));
        var end = new WorkerEnd(description, failure is null, worker.Answered > answeredAtReady, process.Stderr.Last)
        {
            DeservesAnotherStart = failure is not null && ended && worker.DeservesAnotherStart,
        };
        if (end.DeservesAnotherStart)
            SupervisionLog.AskedAgain(log, worker.Pid, end.Sentence, end.LastWords);
        return end;
    }

    private async Task EndsWithinLastWordsAsync(WorkerProcess process) =>
        await Task.WhenAny(process.Child.Exited, Task.Delay(LastWords, time, CancellationToken.None)).ConfigureAwait(false);

    /// <summary>Null when the worker is ready, else why it is not.</summary>
    private async Task<string?> GetReadyAsync(WorkerProcess process, Task piping, CancellationToken stop)
    {
        var worker = process.Worker;
        using var deadline = new CancellationTokenSource(plan.StartTimeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        _ = CancelWhenEndedAsync(process, piping, ended);
        try
        {
            await worker.GetReadyAsync(ended.Token).ConfigureAwait(false);
            return null;
        }
        catch (HandshakeException e)
        {
            if (e.IsLost)
                await EndsWithinLastWordsAsync(process).ConfigureAwait(false);
            return e.IsLost && process.Child.Exited.IsCompleted ? $"before {worker.Readiness}" : e.Message;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return $"it took longer than {DurationText.Format(plan.StartTimeout)} (--start-timeout) until {worker.Readiness}{worker.Finding}";
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested ? "it was stopped while it started" : $"before {worker.Readiness}";
        }
    }

    private static async Task CancelWhenEndedAsync(WorkerProcess process, Task piping, CancellationTokenSource ended)
    {
        await Task.WhenAny(process.Child.Exited, piping).ConfigureAwait(false);
        try
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // It has long been ready.
        }
    }

    private static async Task EndOrStopAsync(WorkerProcess process, Task piping, CancellationToken stop)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), stopping);
        await Task.WhenAny(process.Child.Exited, piping, process.Worker.Closed, stopping.Task).ConfigureAwait(false);
    }

    private async Task<StopReport> StopAsync(
        WorkerProcess process, Task piping, string? failure, (CancellationToken Stop, CancellationToken Kill) tokens)
    {
        var worker = process.Worker;
        if (process.Child.Exited.IsCompleted)
        {
            await Task.WhenAny(piping, Task.Delay(LastWords, time, CancellationToken.None)).ConfigureAwait(false);
            // Whoever waits need not wait for the sweep as well.
            worker.Fail(CallError.WorkerLost((await process.Child.Exited.ConfigureAwait(false)).Describe()));
        }
        worker.CloseInput();
        // A worker that was never ready gets no time for an end of input that it does not read.
        var times = failure is null || tokens.Stop.IsCancellationRequested ? worker.StopTimes : worker.StopTimes with { AfterEndOfInput = TimeSpan.Zero };
        var report = await process.Child.StopAsync(times, tokens.Kill).ConfigureAwait(false);
        SupervisionLog.Stopped(log, worker.Pid, report.ToString());
        return report;
    }

    private static string Describe(StopReport report, string? failure, bool endedByItself)
    {
        var exit = report.Exit?.Describe() ?? "it could not be killed";
        if (failure is not null)
            return endedByItself ? $"{exit} ({failure}{(report.Exit?.Code == 0 ? "; a server has to stay until it is stopped" : "")})" : failure;
        return endedByItself ? exit : $"it closed its standard input or output and was stopped: {exit}";
    }
}

using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Processes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Sessions;

namespace Seaworthy.Run.Supervision;

/// <summary>One worker from its start to its end, whatever ends it: itself, its start timeout, or our stop.</summary>
internal sealed class WorkerLife(WorkerPlan plan, WorkerPool pool, SessionTable sessions, TimeProvider time, ILogger log)
{
    /// <summary>A worker that ends by itself may have written answers that are still in the pipe.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(250);

    private static readonly StopTimes StopTimes = new(AfterEndOfInput: TimeSpan.FromSeconds(1), AfterTerm: TimeSpan.FromSeconds(1));

    private static readonly StopTimes ImpatientStopTimes = new(TimeSpan.Zero, TimeSpan.FromSeconds(1));

    /// <summary>The worker, while it lives.</summary>
    public Worker? Current { get; private set; }

    /// <param name="ready">Called when the worker takes calls.</param>
    /// <param name="stop">Ends the worker politely.</param>
    /// <param name="kill">Ends it at once.</param>
    public async Task<WorkerEnd> RunAsync(Action<Worker> ready, CancellationToken stop, CancellationToken kill)
    {
        ChildProcess child;
        try
        {
            child = await ChildProcess.StartAsync(plan.Command, time).ConfigureAwait(false);
        }
        catch (ChildStartException e)
        {
            return new WorkerEnd(e.Message, WasReady: false, HadAnswered: false, [], IsHopeless: true);
        }
        await using (child.ConfigureAwait(false))
        {
            var worker = CreateWorker(child);
            Current = worker;
            var piping = worker.Pipe.RunAsync();
            var reading = worker.Stderr.RunAsync();
            SupervisionLog.Started(log, worker.Pid);
            try
            {
                return await LiveAsync(worker, piping, reading, ready, (stop, kill)).ConfigureAwait(false);
            }
            finally
            {
                Current = null;
            }
        }
    }

    private async Task<WorkerEnd> LiveAsync(
        WorkerProcess worker, Task piping, Task reading, Action<Worker> ready, (CancellationToken Stop, CancellationToken Kill) tokens)
    {
        var handshake = await ShakeHandsAsync(worker, piping, tokens.Stop).ConfigureAwait(false);
        var answeredAtReady = worker.Pipe.Answered;
        if (handshake is null)
        {
            pool.Add(worker);
            ready(worker);
            await EndOrStopAsync(worker, piping, tokens.Stop).ConfigureAwait(false);
            // At once, before its last words: a call that is given to it now is lost, one that waits is not.
            pool.Remove(worker, "it has ended");
        }
        var ended = worker.Child.Exited.IsCompleted;
        var report = await StopAsync(worker, piping, handshake, tokens).ConfigureAwait(false);
        await Task.WhenAny(Task.WhenAll(piping, reading), Task.Delay(LastWords, time, CancellationToken.None)).ConfigureAwait(false);
        var description = Describe(worker, report, handshake, ended);
        pool.Remove(worker, description);
        worker.Pipe.Fail(CallError.WorkerLost(description));
        return new WorkerEnd(description, handshake is null, worker.Pipe.Answered > answeredAtReady, worker.Stderr.Last);
    }

    /// <summary>Null when the worker is ready, else why it is not.</summary>
    private async Task<string?> ShakeHandsAsync(WorkerProcess worker, Task piping, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(plan.StartTimeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        _ = CancelWhenEndedAsync(worker, piping, ended);
        using var silence = new SilentStart(worker.Pid, time, log);
        try
        {
            worker.Identity = await new Handshake(worker.Pipe, plan.Revision, plan.Version, time).RunAsync(ended.Token).ConfigureAwait(false);
            return null;
        }
        catch (HandshakeException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return $"it did not answer its handshake within {DurationText.Format(plan.StartTimeout)} (--start-timeout)" + silence.Finding;
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested ? "it was stopped while it started" : "it ended before it answered its handshake";
        }
    }

    private static async Task CancelWhenEndedAsync(WorkerProcess worker, Task piping, CancellationTokenSource ended)
    {
        await Task.WhenAny(worker.Child.Exited, piping).ConfigureAwait(false);
        try
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The handshake is long done.
        }
    }

    private static async Task EndOrStopAsync(WorkerProcess worker, Task piping, CancellationToken stop)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = stop.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), stopping);
        await Task.WhenAny(worker.Child.Exited, piping, worker.Pipe.InputClosed, stopping.Task).ConfigureAwait(false);
    }

    private async Task<StopReport> StopAsync(
        WorkerProcess worker, Task piping, string? handshake, (CancellationToken Stop, CancellationToken Kill) tokens)
    {
        if (worker.Child.Exited.IsCompleted)
            await Task.WhenAny(piping, Task.Delay(LastWords, time, CancellationToken.None)).ConfigureAwait(false);
        worker.Pipe.CloseInput();
        // A worker that never answered its handshake gets no time for an end of input that it does not read.
        var times = handshake is null || tokens.Stop.IsCancellationRequested ? StopTimes : ImpatientStopTimes;
        var report = await worker.Child.StopAsync(times, tokens.Kill).ConfigureAwait(false);
        SupervisionLog.Stopped(log, worker.Pid, report.ToString());
        return report;
    }

    private static string Describe(WorkerProcess worker, StopReport report, string? handshake, bool endedByItself)
    {
        var exit = report.Exit?.Describe() ?? "it could not be killed";
        if (handshake is not null)
            return endedByItself ? $"{handshake}: {exit}" : handshake;
        return endedByItself ? exit : $"it closed its standard input or output and was stopped: {exit}";
    }

    private WorkerProcess CreateWorker(ChildProcess child)
    {
        var voice = new WorkerVoice(child.Id, sessions, log);
        var pipe = new WorkerPipe(child.StandardInput, child.StandardOutput, plan.MaxMessage, voice);
        return new WorkerProcess(child, pipe, new StderrTail(child.StandardError, log) { Pid = child.Id }, time.GetTimestamp());
    }
}

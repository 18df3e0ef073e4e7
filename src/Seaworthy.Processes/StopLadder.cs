namespace Seaworthy.Processes;

/// <summary>The steps that end a child, each harsher than the one before.</summary>
internal sealed class StopLadder(ChildProcess child, StopTimes times, CancellationToken kill)
{
    /// <summary>How long the kernel may take to end a process that was sent SIGKILL: milliseconds, unless a device holds it.</summary>
    private static readonly TimeSpan KernelPatience = TimeSpan.FromSeconds(5);

    /// <summary>What was left behind had its chance while the leader ended; this is for those that never got a signal.</summary>
    private static readonly TimeSpan SweepPatience = TimeSpan.FromMilliseconds(250);

    private readonly long _started = child.Time.GetTimestamp();

    /// <summary>Goes down step by step, then sweeps.</summary>
    public async Task<StopReport> DescendAsync()
    {
        var step = await EndLeaderAsync().ConfigureAwait(false);
        var patience = times.AfterTerm < SweepPatience ? times.AfterTerm : SweepPatience;
        var swept = step == StopStep.Stuck ? 0 : await child.Leftovers.SweepAsync(patience, kill).ConfigureAwait(false);
        ChildExit? exit = step == StopStep.Stuck ? null : await child.Exited.ConfigureAwait(false);
        return new StopReport(step, child.Time.GetElapsedTime(_started), exit, swept);
    }

    private async Task<StopStep> EndLeaderAsync()
    {
        var already = child.Exited.IsCompleted;
        CloseInput();
        if (already)
            return StopStep.AlreadyExited;
        if (await ExitsWithinAsync(times.AfterEndOfInput, kill).ConfigureAwait(false))
            return StopStep.EndOfInput;

        if (!kill.IsCancellationRequested && times.AfterTerm > TimeSpan.Zero)
        {
            child.Signal(ChildSignal.Terminate);
            if (await ExitsWithinAsync(times.AfterTerm, kill).ConfigureAwait(false))
                return StopStep.Terminated;
        }

        child.Signal(ChildSignal.Kill);
        return await ExitsWithinAsync(KernelPatience, CancellationToken.None).ConfigureAwait(false) ? StopStep.Killed : StopStep.Stuck;
    }

    /// <summary>Ends a write that waits for room in the pipe, too: the child may have stopped reading long ago.</summary>
    private void CloseInput()
    {
        try
        {
            child.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // The reader has closed its end: there is no input left to end.
        }
    }

    private async Task<bool> ExitsWithinAsync(TimeSpan limit, CancellationToken cut)
    {
        try
        {
            _ = await child.Exited.WaitAsync(limit, child.Time, cut).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return child.Exited.IsCompleted;
        }
    }
}

using Seaworthy.Hosting.Contract;
using Seaworthy.Processes;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Run.Supervision;

/// <summary>Somebody who takes calls. How it is spoken to, by pipe or over HTTP, is up to its kind.</summary>
internal abstract class Worker(int pid, long startedAt)
{
    /// <summary>Lines on its stdout that were no messages.</summary>
    public virtual long Noise => 0;

    /// <summary>When it was started, as a timestamp of the <see cref="TimeProvider"/>.</summary>
    public long StartedAt { get; } = startedAt;

    public int Pid { get; } = pid;

    /// <summary>What it said about itself in its handshake; null before it, and where there is none.</summary>
    public WorkerIdentity? Identity { get; protected set; }

    /// <summary>Calls that it was given and that have not ended. Only <see cref="WorkerPool"/> changes it, under its lock.</summary>
    public int Load { get; set; }

    /// <summary>Others that it must not leave before: messages that are no calls, tasks that go on. Only <see cref="WorkerPool"/> changes it, under its lock.</summary>
    public int Guests { get; set; }

    /// <summary>Calls that it was given in its life. Only <see cref="WorkerPool"/> changes it, under its lock.</summary>
    public long Calls { get; set; }

    /// <summary>Present when it takes no more calls; completes when it has none. Only <see cref="WorkerPool"/> changes it, under its lock.</summary>
    public TaskCompletionSource? Leave { get; set; }

    /// <summary>It takes nothing any more. Only <see cref="WorkerPool"/> changes it, under its lock.</summary>
    public bool IsLost { get; set; }

    /// <summary>Its end before it was ready may be our doing: another start is spoken to in another way.</summary>
    public bool DeservesAnotherStart { get; protected set; }

    /// <summary>Answers that it has given.</summary>
    public abstract long Answered { get; }

    /// <summary>Counts its signs of life, of whatever kind.</summary>
    public abstract long Heard { get; }

    /// <summary>A call was taken back from it, and it has not been heard since: it may still be busy with that call.</summary>
    public virtual bool MayBeBusy => false;

    /// <summary>Resident memory of all its processes when it was last looked at, in bytes; 0 before that.</summary>
    public long Memory { get; set; }

    /// <summary>Whether there is a way to ask it for a sign of life.</summary>
    public virtual bool CanBeProbed => true;

    /// <summary>It became ready by answering what <see cref="ProbeAsync"/> asks, so that it must have a reason not to.</summary>
    public virtual bool HasAnsweredProbe => false;

    /// <summary>Asks it for a sign of life; completes with true when there was one. May never complete.</summary>
    public abstract Task<bool> ProbeAsync();

    /// <summary>How patient its stop is.</summary>
    public abstract StopTimes StopTimes { get; }

    /// <summary>What makes it ready, as part of a sentence: "it answered its handshake".</summary>
    public abstract string Readiness { get; }

    /// <summary>What was found out about a start that takes long, to be added to the reason of its failure.</summary>
    public virtual string Finding => "";

    /// <summary>Speaks with it until it can answer no more, which may be before its process has ended.</summary>
    public abstract Task RunAsync();

    /// <summary>Completes when it takes nothing any more, though it may still answer: then it is of no use, and must be started again.</summary>
    public virtual Task Closed { get; } = new TaskCompletionSource().Task;

    /// <summary>Completes when it can take calls.</summary>
    /// <exception cref="HandshakeException">It never will.</exception>
    public abstract Task GetReadyAsync(CancellationToken cancellation);

    /// <summary>Logs that it is ready, and who it is.</summary>
    public abstract void LogReady(double seconds);

    /// <summary>Asks it to give up on all its calls. Real answers that still come count.</summary>
    public abstract void CancelCalls(string reason);

    /// <summary>It will be stopped: says so in the way of its kind, before any signal.</summary>
    public abstract void CloseInput();

    /// <summary>It is gone: fails every call it has, and every later one.</summary>
    public abstract void Fail(CallError error);
}

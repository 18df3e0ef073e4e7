using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.Run.Supervision.Phases;

namespace Seaworthy.Run.Supervision.Pool;

/// <summary>What is logged about the pool as a whole.</summary>
internal static partial class PoolLog
{
    [LoggerMessage(EventIds.WorkerPhaseChanged, LogLevel.Debug, "worker {Pid}: {From} -> {To}: {Reason}",
        EventName = nameof(EventIds.WorkerPhaseChanged))]
    public static partial void PhaseChanged(ILogger log, int pid, WorkerPhase from, WorkerPhase to, string reason);

    [LoggerMessage(EventIds.WorkerReplaced, LogLevel.Information, "worker {Pid}: takes the place of worker {Before}, which finishes its calls ({InFlight}): {Reason}",
        EventName = nameof(EventIds.WorkerReplaced))]
    public static partial void Replaced(ILogger log, int pid, int before, int inFlight, string reason);

    [LoggerMessage(EventIds.WorkerReplacementFailed, LogLevel.Error, "{Reason}. It should have replaced worker {Pid} ({Why}), which goes on serving. It is tried again in {Wait}.{Stderr}",
        EventName = nameof(EventIds.WorkerReplacementFailed))]
    public static partial void ReplacementFailed(ILogger log, string reason, int pid, string why, string wait, string stderr);

    [LoggerMessage(EventIds.WorkerDiedRetired, LogLevel.Error, "{Reason}, while it finished its calls. Another one has its place already.{Stderr}",
        EventName = nameof(EventIds.WorkerDiedRetired))]
    public static partial void DiedRetired(ILogger log, string reason, string stderr);

    [LoggerMessage(EventIds.SpareTookOver, LogLevel.Information, "worker {Pid}: was warm and takes over",
        EventName = nameof(EventIds.SpareTookOver))]
    public static partial void SpareTookOver(ILogger log, int pid);

    [LoggerMessage(EventIds.WorkerHung, LogLevel.Error, "worker {Pid}: {Reason}. It is killed and replaced",
        EventName = nameof(EventIds.WorkerHung))]
    public static partial void Hung(ILogger log, int pid, string reason);

    [LoggerMessage(EventIds.ReloadBegan, LogLevel.Information, "reloading ({Reason}): every worker is replaced, one at a time",
        EventName = nameof(EventIds.ReloadBegan))]
    public static partial void ReloadBegan(ILogger log, string reason);

    [LoggerMessage(EventIds.ReloadDone, LogLevel.Information, "reloaded in {Seconds:0.00} s, workers: {Workers}",
        EventName = nameof(EventIds.ReloadDone))]
    public static partial void ReloadDone(ILogger log, int workers, double seconds);

    [LoggerMessage(EventIds.ReloadFailed, LogLevel.Error, "the reload failed: {Reason}. The workers that were not replaced yet go on serving; correct it and reload again.{Stderr}",
        EventName = nameof(EventIds.ReloadFailed))]
    public static partial void ReloadFailed(ILogger log, string reason, string stderr);
}

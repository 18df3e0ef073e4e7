namespace Seaworthy.Run.Supervision;

/// <summary>How much work the workers take.</summary>
/// <param name="InFlightPerWorker">Calls that one worker has at the same time at most.</param>
/// <param name="Queue">Calls that wait at most.</param>
/// <param name="QueueTimeout">How long a call waits at most.</param>
internal sealed record PoolLimits(int InFlightPerWorker, int Queue, TimeSpan QueueTimeout);

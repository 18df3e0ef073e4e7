namespace Seaworthy.ProcessTests.Pool;

/// <summary>One worker, as <c>/health</c> shows it.</summary>
/// <param name="Phase">Where in its life it is.</param>
/// <param name="Pid">Its process; 0 before it runs.</param>
/// <param name="Calls">Calls that it was given.</param>
/// <param name="Restarts">How often its seat has been filled again after a death.</param>
/// <param name="LastExit">How the one before ended; empty when none did.</param>
internal sealed record PoolEntry(string Phase, int Pid, long Calls, int Restarts, string LastExit);

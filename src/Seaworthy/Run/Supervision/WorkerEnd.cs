namespace Seaworthy.Run.Supervision;

/// <summary>How a worker's life ended.</summary>
/// <param name="Description">In a few words, for people: "exit 1", "killed by SIGKILL: out of memory?".</param>
/// <param name="WasReady">Whether it had done its handshake.</param>
/// <param name="HadAnswered">Whether it had answered a call.</param>
/// <param name="Stderr">The last lines it wrote.</param>
/// <param name="IsHopeless">Whether trying again cannot help: the command does not exist.</param>
internal sealed record WorkerEnd(string Description, bool WasReady, bool HadAnswered, IReadOnlyList<string> Stderr, bool IsHopeless = false);

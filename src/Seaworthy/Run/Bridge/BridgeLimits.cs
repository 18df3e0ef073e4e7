using Seaworthy.Hosting.Limits;

namespace Seaworthy.Run.Bridge;

/// <summary>What a single call may take.</summary>
/// <param name="CallTimeout">How long a worker may work on a call; null: as long as it likes.</param>
/// <param name="PollAfter">After how long the connection of a call is ended, for its client to come back; null: never.</param>
/// <param name="Memory">What is held for all calls together.</param>
internal sealed record BridgeLimits(TimeSpan? CallTimeout, TimeSpan? PollAfter, MemoryBudget Memory);

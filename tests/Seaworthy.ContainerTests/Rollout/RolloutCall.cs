namespace Seaworthy.ContainerTests.Rollout;

/// <summary>A call and what became of it.</summary>
/// <param name="Key">The idempotency key of a reservation; null for a call that only reads.</param>
/// <param name="Fate">What the caller saw.</param>
/// <param name="Details">What came back, for a failure.</param>
internal sealed record RolloutCall(string? Key, Fate Fate, string Details);

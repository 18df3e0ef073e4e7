using System.Text.Json.Nodes;

namespace Seaworthy.ContainerTests.Rollout;

/// <summary>A call that is to be made.</summary>
/// <param name="Key">The idempotency key of a call that writes; null for one that only reads.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record RolloutRequest(string? Key, string Tool, JsonObject Arguments);

using Seaworthy.Trial.Calls;

namespace Seaworthy.Trial;

/// <summary>What is known of a server before its trial.</summary>
/// <param name="Revision">The protocol revision that is spoken with it.</param>
/// <param name="HealthPath">Its health endpoint; null when none was found.</param>
/// <param name="Load">What is called under load.</param>
/// <param name="Slow">What is called to be in the middle of a call; null when there is nothing.</param>
internal sealed record Survey(string Revision, string? HealthPath, CallPlan Load, CallPlan? Slow)
{
    /// <summary>Why there is no slow call.</summary>
    public const string NoSlowCall = "no tool that is marked read-only takes as long as it is told. Name one with --slow-call.";
}

namespace Seaworthy.Trial.Scenarios;

/// <summary>One way in which a promise was broken.</summary>
/// <param name="Seen">What was seen.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Fault(string Seen, string Remedy);

namespace Seaworthy.Hosting.Health;

/// <summary>What a round of health checks found.</summary>
/// <param name="Entries">The results; null when there are none.</param>
/// <param name="Failure">Why there are none.</param>
/// <param name="Running">The round, which may go on.</param>
internal sealed record HealthRoundResult(HealthReportEntryList? Entries, string? Failure, Task Running);

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Seaworthy.Hosting.Health;

/// <summary>The results of one round of health checks.</summary>
/// <param name="Entries">By the names of the checks.</param>
internal sealed record HealthReportEntryList(IReadOnlyDictionary<string, HealthReportEntry> Entries)
{
    /// <summary>Before the first round.</summary>
    public static HealthReportEntryList None { get; } = new(new Dictionary<string, HealthReportEntry>());
}

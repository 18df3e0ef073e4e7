using Seaworthy.Check;
using Seaworthy.Check.Reports;

namespace Seaworthy.Commands.Checking;

/// <summary>Everything that the options of <c>seaworthy check</c> set.</summary>
/// <param name="Format">How findings are written.</param>
/// <param name="FailOn">The least severity that makes the exit code 1.</param>
/// <param name="Fix">Whether safe changes are made.</param>
/// <param name="Baseline">A file with findings that are known.</param>
internal sealed record CheckSettings(ReportFormat Format = ReportFormat.Text, Severity FailOn = Severity.Warning, bool Fix = false, string? Baseline = null);

using Seaworthy.Check;
using Seaworthy.Check.Reports;
using Seaworthy.Commands.Options;
using Seaworthy.Hosting.Settings;
using Option = Seaworthy.Commands.Options.OptionDescription<Seaworthy.Commands.Checking.CheckSettings>;

namespace Seaworthy.Commands.Checking;

/// <summary>Every option of <c>seaworthy check</c>. They have no variables: a check in CI must not depend on its surroundings.</summary>
internal static class CheckCatalogue
{
    private static readonly ValueKind<ReportFormat> Format = new("FORMAT", "text, json, sarif or github", TryReadFormat);

    private static readonly ValueKind<Severity> Level = new("SEVERITY", "error, warning or info", TryReadSeverity);

    /// <summary>The options.</summary>
    public static IReadOnlyList<Option> Options { get; } =
    [
        Option.Create(OptionSection.Options, "--format", Format, "text",
            "How findings are written: for people, for programs, for code scanning, or as annotations of a workflow.",
            (settings, value) => settings with { Format = value }, inEnvironment: false),
        Option.Create(OptionSection.Options, "--fail-on", Level, "warning",
            "The least severity with which a finding makes the exit code 1.",
            (settings, value) => settings with { FailOn = value }, inEnvironment: false),
        Option.CreateFlag(OptionSection.Options, "--fix",
            "Make the changes that are safe, keeping comments and formatting, and report what is left.",
            settings => settings with { Fix = true }),
        Option.Create(OptionSection.Options, "--baseline", PlaceKinds.File, new(null, "none"),
            "Findings in this file are known and not reported; it is the output of --format json.",
            (settings, value) => settings with { Baseline = value }, inEnvironment: false),
    ];

    private static bool TryReadFormat(string text, out ReportFormat value)
    {
        value = text switch { "json" => ReportFormat.Json, "sarif" => ReportFormat.Sarif, "github" => ReportFormat.GitHub, _ => ReportFormat.Text };
        return value != ReportFormat.Text || text == "text";
    }

    private static bool TryReadSeverity(string text, out Severity value)
    {
        value = text switch { "error" => Severity.Error, "warning" => Severity.Warning, _ => Severity.Info };
        return value != Severity.Info || text == "info";
    }
}

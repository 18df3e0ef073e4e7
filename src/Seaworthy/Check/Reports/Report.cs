namespace Seaworthy.Check.Reports;

/// <summary>Writes a result in the form that was asked for.</summary>
internal static class Report
{
    /// <summary>Writes.</summary>
    public static void Write(ReportFormat format, CheckResult result, TextWriter output, bool colour)
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonReport.Write(result, output);
                break;
            case ReportFormat.Sarif:
                SarifReport.Write(result, output);
                break;
            case ReportFormat.GitHub:
                GitHubReport.Write(result, output);
                break;
            default:
                new TextReport(output, colour).Write(result);
                break;
        }
    }

    /// <summary>The word for a severity.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };
}

namespace Seaworthy.Check.Reports;

/// <summary>How findings are written.</summary>
internal enum ReportFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs, and as a baseline.</summary>
    Json,

    /// <summary>SARIF 2.1.0, for code scanning.</summary>
    Sarif,

    /// <summary>Annotations of a GitHub workflow.</summary>
    GitHub,
}

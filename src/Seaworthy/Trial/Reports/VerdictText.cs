using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Trial.Reports;

/// <summary>Verdicts as they are written.</summary>
internal static class VerdictText
{
    /// <summary>For people.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "FAILED",
        Verdict.NotTested => "not tested",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    /// <summary>For programs.</summary>
    public static string Word(Verdict verdict) => verdict == Verdict.NotTested ? "not_tested" : Of(verdict).ToLowerInvariant();
}

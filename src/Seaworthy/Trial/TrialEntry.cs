namespace Seaworthy.Trial;

/// <summary>One of the servers that were put to the same trial.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Report">Its trial; null when it could not be held.</param>
/// <param name="Failure">Why it could not be held.</param>
internal sealed record TrialEntry(string Name, TrialReport? Report, string? Failure)
{
    /// <summary>0: all that was tested passed; 1: a promise was broken; 2: the trial could not be held.</summary>
    public int ExitCode => Report?.ExitCode ?? 2;
}

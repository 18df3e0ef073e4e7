namespace Seaworthy.Trial.Scenarios;

/// <summary>What a scenario found.</summary>
internal enum Verdict
{
    /// <summary>The promise was kept.</summary>
    Passed,

    /// <summary>The promise was broken.</summary>
    Failed,

    /// <summary>It could not be judged. Never counts as passed.</summary>
    NotTested,
}

namespace Seaworthy.ProcessTests.Conformance;

/// <summary>How one scenario of the suite ended.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Failures">What failed, in the suite's own words.</param>
/// <param name="Warnings">What the suite would like to be otherwise (SHOULD, not MUST).</param>
internal sealed record Score(string Scenario, IReadOnlyList<string> Failures, IReadOnlyList<string> Warnings)
{
    /// <summary>As the suite counts: only failures count.</summary>
    public bool IsPassed => Failures.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Scenario}: {string.Join("; ", Failures)}";
}

namespace Seaworthy.ProcessTests.Conformance;

/// <summary>The scenarios that fail, each with its reason. One that passes after all must leave the list.</summary>
internal static class KnownFailures
{
    /// <summary>By revision and scenario.</summary>
    public static IReadOnlyDictionary<(string Revision, string Scenario), string> Reasons { get; } = new Dictionary<(string, string), string>();
}

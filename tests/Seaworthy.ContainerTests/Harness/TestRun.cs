namespace Seaworthy.ContainerTests.Harness;

/// <summary>This run's mark on everything that it makes in the daemon, by which it is found and removed.</summary>
internal static class TestRun
{
    /// <summary>Different in every run, and a legal part of every kind of name.</summary>
    public static string Id { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>The label of containers, networks, volumes and images.</summary>
    public static string Label { get; } = $"seaworthy.tests={Id}";

    /// <summary>How every name of this run begins.</summary>
    public static string NamePrefix { get; } = $"swy-{Id}-";

    /// <summary>A name that nothing else has.</summary>
    public static string NewName(string kind) => $"{NamePrefix}{kind}-{Guid.NewGuid().ToString("N")[..6]}";
}

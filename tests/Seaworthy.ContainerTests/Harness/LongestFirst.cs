using Seaworthy.ContainerTests.Harness;
using Seaworthy.ContainerTests.Image;
using Seaworthy.ContainerTests.Init;
using Seaworthy.ContainerTests.Rollout;
using Seaworthy.ContainerTests.Stopping;
using Seaworthy.ContainerTests.Trial;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Seaworthy.ContainerTests.Harness;

/// <summary>Starts with the classes that take minutes, so that none of them runs alone at the end; most of what they do is to wait.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        nameof(ImageTests), nameof(ProductTrialTests), nameof(RollingRestartTests), nameof(GeneratedRolloutTests), nameof(GeneratedTrialTests),
        nameof(GeneratedImageTests), nameof(MemoryTests),
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Place)];

    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var place = Array.FindIndex(Longest, name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal));
        return place < 0 ? Longest.Length : place;
    }
}

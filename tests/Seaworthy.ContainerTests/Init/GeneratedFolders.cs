using System.Collections.Concurrent;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Init;

/// <summary>Removes at the end the folders that tests share.</summary>
public sealed class GeneratedFolders : IDisposable
{
    private static readonly ConcurrentBag<TemporaryFolder> Kept = [];

    /// <summary>Keeps one until then, and returns its path.</summary>
    internal static string Keep(TemporaryFolder folder)
    {
        Kept.Add(folder);
        return folder.Path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var folder in Kept)
            folder.Dispose();
    }
}

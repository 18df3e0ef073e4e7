using Seaworthy.ContainerTests.Harness;

[assembly: AssemblyFixture(typeof(CleanUp))]

namespace Seaworthy.ContainerTests.Harness;

/// <summary>Removes at the end what tests could not: images, and whatever a test that failed has left.</summary>
public sealed class CleanUp : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!Docker.IsUsed)
            return;
        await RemoveAsync(["ps", "--all", "--quiet"], ["rm", "--force", "--volumes"]);
        await RemoveAsync(["network", "ls", "--quiet"], ["network", "rm"]);
        await RemoveAsync(["volume", "ls", "--quiet"], ["volume", "rm", "--force"]);
        await RemoveAsync(["images", "--quiet"], ["rmi", "--force"]);
    }

    private static async Task RemoveAsync(string[] list, string[] remove)
    {
        var found = await Docker.TryAsync([.. list, "--filter", $"label={TestRun.Label}"]);
        var names = found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToArray();
        if (names.Length > 0)
            await Docker.TryAsync([.. remove, .. names]);
    }
}

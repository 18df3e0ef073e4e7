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
        // What Compose builds has no label of ours and outlives its "down". By name: another run may have an image of the same content.
        await RemoveAsync(["images", "--format", "{{.Repository}}:{{.Tag}}"], ["rmi", "--force"], $"reference={TestRun.NamePrefix}*");
    }

    private static async Task RemoveAsync(string[] list, string[] remove, string? filter = null)
    {
        var found = await Docker.TryAsync([.. list, "--filter", filter ?? $"label={TestRun.Label}"]);
        var names = found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToArray();
        if (names.Length > 0)
            await Docker.TryAsync([.. remove, .. names]);
    }
}

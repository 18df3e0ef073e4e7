using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Compose;

/// <summary>The file, as Compose v2 reads it.</summary>
public class ComposeFileTests
{
    private static readonly string ComposeFile = Path.Combine(Repository.ProductServer, "compose.yaml");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Compose_accepts_it(bool withEnvironmentFile)
    {
        using var folder = new TemporaryFolder();
        if (withEnvironmentFile)
            File.Copy(Path.Combine(Repository.ProductServer, ".env.production.example"), Path.Combine(folder.Path, ".env.production"));

        var result = await ConfigAsync(folder, await File.ReadAllTextAsync(ComposeFile, TestContext.Current.CancellationToken));

        Assert.True(result.Code == 0, result.ToString());
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("stop_grace_period: 35s", "stop_grace_period: soon")]
    [InlineData("read_only: true", "read_onyl: true")]
    [InlineData("memory: 512M", "memory: plenty")]
    public async Task Compose_refuses_it_with_a_mistake(string right, string wrong)
    {
        using var folder = new TemporaryFolder();
        var text = await File.ReadAllTextAsync(ComposeFile, TestContext.Current.CancellationToken);
        Assert.Contains(right, text, StringComparison.Ordinal);

        var result = await ConfigAsync(folder, text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.NotEqual(0, result.Code);
    }

    private static async Task<CommandResult> ConfigAsync(TemporaryFolder folder, string text)
    {
        await Docker.RequireComposeAsync();
        return await Docker.TryAsync("compose", "--project-directory", folder.Path, "--file", folder.Write("compose.yaml", text), "--profile", "postgres", "config", "--quiet");
    }
}

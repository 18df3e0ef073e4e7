using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Release;

/// <summary>What a stranger verifies first.</summary>
public class ChecksumTests
{
    [Fact]
    public async Task Every_file_is_listed_and_is_what_the_list_says()
    {
        var folder = ReleaseFolder.Require();
        var listed = (await File.ReadAllLinesAsync(Path.Combine(folder, "SHA256SUMS"), TestContext.Current.CancellationToken)).Select(line => line.Split("  ", 2)[1]);

        Assert.Equal(
            Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Where(name => name != "SHA256SUMS").Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal));
        var result = await VerifyAsync(folder);
        Assert.True(result.Code == 0, result.ToString());
    }

    [Fact]
    public async Task A_changed_file_is_noticed()
    {
        using var copy = new TemporaryFolder();
        foreach (var path in Directory.GetFiles(ReleaseFolder.Require()))
            File.Copy(path, Path.Combine(copy.Path, Path.GetFileName(path)));
        await File.AppendAllTextAsync(Path.Combine(copy.Path, "seaworthy-linux-x64"), "x", TestContext.Current.CancellationToken);

        var result = await VerifyAsync(copy.Path);

        Assert.NotEqual(0, result.Code);
        Assert.Contains("seaworthy-linux-x64: FAILED", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_is_the_one_that_all_tests_ran() =>
        Assert.Equal(ReleaseFolder.Digest(Binaries.Seaworthy), ReleaseFolder.Digest(Path.Combine(ReleaseFolder.Require(), "seaworthy-linux-x64")));

    // Relative names: wherever the folder is taken, the list holds.
    private static Task<CommandResult> VerifyAsync(string folder) => Command.TryAsync("env", ["--chdir", folder, "sha256sum", "--check", "--strict", "SHA256SUMS"]);
}

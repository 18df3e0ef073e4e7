using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Check;

/// <summary><c>seaworthy check</c> as people run it.</summary>
public class CheckTests
{
    [Fact]
    public async Task A_fault_across_files_is_found_mended_and_gone()
    {
        var folder = Directory.CreateTempSubdirectory("seaworthy-check-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "compose.yaml"),
                "services:\n  catalog: # ours\n    image: acme/catalog:1\n    command: [seaworthy, run, --shutdown-timeout, 30s, --, catalog]\n", TestContext.Current.CancellationToken);

            var (first, found) = await CheckAsync(folder.FullName, "--fail-on", "error");
            await CheckAsync(folder.FullName, "--fix");
            var (_, left) = await CheckAsync(folder.FullName);

            Assert.Equal(1, first);
            Assert.Contains(found, line => line.Contains("exceeds stop_grace_period 10s (default)", StringComparison.Ordinal));
            Assert.DoesNotContain(left, line => line.Contains("drain-exceeds-grace", StringComparison.Ordinal));
            Assert.Contains("  catalog: # ours\n", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "compose.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int? Code, List<string> Lines)> CheckAsync(params string[] arguments)
    {
        var lines = new List<string>();
        await using var process = TestProcess.Start(Binaries.Seaworthy, ["check", .. arguments], lines.Add);
        var exit = await process.ExitAsync();
        return (exit.Code, lines);
    }
}

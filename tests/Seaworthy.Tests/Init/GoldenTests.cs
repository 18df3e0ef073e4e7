using Seaworthy.Tests.Commands;

namespace Seaworthy.Tests.Init;

/// <summary>
/// A server of each kind in <c>Golden/</c>: its files in <c>project/</c>, the options in <c>options.txt</c>, and all that init
/// writes and says in <c>expected/</c>. UPDATE_GENERATED=1 writes them again; the change is reviewed as any other.
/// </summary>
public class GoldenTests
{
    private const string Report = "report.txt";

    private static readonly string Root = Path.Combine("tests", "Seaworthy.Tests", "Init", "Golden");

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Path.Combine(GeneratedFile.Root, Root)).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_written_is_what_was_reviewed(string name)
    {
        using var folder = InitFolder.CopyOf(Path.Combine(GeneratedFile.Root, Root, name, "project"));
        var before = folder.Files;

        var run = await folder.InitAsync(Options(name));

        Assert.True(run.ExitCode == 0, run.Error);
        var written = folder.Files.Where(file => !before.ContainsKey(file.Key)).Append(new(Report, run.Error + run.Output)).ToArray();
        foreach (var (path, text) in written)
            GeneratedFile.AssertCurrent(Path.Combine(Root, name, "expected", path), text);
        var expected = Path.Combine(GeneratedFile.Root, Root, name, "expected");
        Assert.Equal(
            Directory.GetFiles(expected, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(expected, file)).Order(StringComparer.Ordinal),
            written.Select(file => file.Key).Order(StringComparer.Ordinal));
        Assert.All(before, file => Assert.Equal(file.Value, folder.Read(file.Key)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Check_finds_nothing_in_it(string name)
    {
        using var folder = InitFolder.CopyOf(Path.Combine(GeneratedFile.Root, Root, name, "project"));
        await folder.InitAsync(Options(name));

        var check = await CommandLineRun.ActAsync(Facts.Desk, "check", folder.Path, "--fail-on", "info");

        Assert.True(check.ExitCode == 0, check.Output + check.Error);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_second_run_changes_nothing_and_needs_no_options(string name)
    {
        using var folder = InitFolder.CopyOf(Path.Combine(GeneratedFile.Root, Root, name, "project"));
        await folder.InitAsync(Options(name));
        var first = folder.Files;

        var verify = await folder.InitAsync("--verify");
        await folder.InitAsync();

        Assert.True(verify.ExitCode == 0, verify.Output + verify.Error);
        Assert.Equal(first, folder.Files);
    }

    private static string[] Options(string name)
    {
        var file = Path.Combine(GeneratedFile.Root, Root, name, "options.txt");
        return File.Exists(file) ? [.. File.ReadAllLines(file).Where(line => line.Length > 0)] : [];
    }
}

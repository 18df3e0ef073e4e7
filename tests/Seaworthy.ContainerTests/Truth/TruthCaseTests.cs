namespace Seaworthy.ContainerTests.Truth;

public class TruthCaseTests
{
    [Fact]
    public void Every_case_is_run_by_a_test()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(TruthCase.Folder, ".."), "*.cs").Select(File.ReadAllText));

        Assert.All(TruthCase.Rules, rule => Assert.Contains($"\"{rule}\"", tests, StringComparison.Ordinal));
    }
}

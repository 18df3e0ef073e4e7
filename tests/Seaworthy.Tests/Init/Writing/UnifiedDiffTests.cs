using Seaworthy.Init.Writing;

namespace Seaworthy.Tests.Init.Writing;

/// <summary>The difference that --dry-run shows, by what it makes of the old text, and by what it costs.</summary>
public class UnifiedDiffTests
{
    [Fact]
    public void Applied_to_the_old_text_it_gives_the_new_one_and_changes_no_line_in_vain()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var (before, after) = (Lines(random), Lines(random));

            var diff = UnifiedDiff.Write("file", Text(before), Text(after));

            if (before.SequenceEqual(after))
            {
                Assert.Equal("", diff);
                continue;
            }
            var patched = Patch.Apply(diff, new Dictionary<string, string> { ["file"] = Text(before) });
            Assert.True(patched["file"] == Text(after), $"seed {seed}\n{diff}");
            var changed = diff.Split('\n').Skip(2).Count(line => line.StartsWith('-') || line.StartsWith('+'));
            Assert.Equal(before.Length + after.Length - 2 * Common(before, after), changed);
        }
    }

    [Fact]
    public void Lines_far_from_each_other_are_hunks_of_their_own_and_near_ones_one()
    {
        var before = Enumerable.Range(1, 30).Select(number => $"{number}").ToArray();
        var after = before.ToArray();
        (after[4], after[11], after[25]) = ("five", "twelve", "twenty-six");

        var hunks = UnifiedDiff.Write("file", Text(before), Text(after)).Split('\n').Where(line => line.StartsWith('@'));

        Assert.Equal(["@@ -2,14 +2,14 @@", "@@ -23,7 +23,7 @@"], hunks);
    }

    [Theory]
    [InlineData(null, "a\n", "--- /dev/null\n+++ b/file\n@@ -0,0 +1,1 @@\n+a\n")]
    [InlineData("a\n", "", "--- a/file\n+++ b/file\n@@ -1,1 +0,0 @@\n-a\n")]
    [InlineData("a", "a\n", "--- a/file\n+++ b/file\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n")]
    [InlineData("a\nb\n", "a\nc\nb\n", "--- a/file\n+++ b/file\n@@ -1,2 +1,3 @@\n a\n+c\n b\n")]
    public void It_is_what_diff_writes(string? before, string after, string expected) => Assert.Equal(expected, UnifiedDiff.Write("file", before, after));

    [Fact]
    public void What_a_large_file_takes_grows_with_its_size_alone()
    {
        // A table of all pairs of lines would take 400 times as much, and 160,000 times as much when both were large.
        var before = string.Concat(Enumerable.Range(0, 200_000).Select(number => $"key{number % 1000}: value\n"));
        var after = string.Concat(Enumerable.Range(0, 400).Select(number => $"key{number * 2}: value\n"));
        UnifiedDiff.Write("file", "a\n", "b\n");

        var start = GC.GetAllocatedBytesForCurrentThread();
        var diff = UnifiedDiff.Write("file", before, after);
        var took = GC.GetAllocatedBytesForCurrentThread() - start;

        Assert.True(took < 16 * before.Length, $"{took} bytes for {before.Length} letters");
        Assert.Equal(after, Patch.Apply(diff, new Dictionary<string, string> { ["file"] = before })["file"]);
    }

    private static string[] Lines(Random random) => [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => $"line {random.Next(random.Next(2, 12))}")];

    private static string Text(string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    /// <summary>How many lines two texts have in common at most, by the plain table.</summary>
    private static int Common(string[] before, string[] after)
    {
        var longest = new int[before.Length + 1, after.Length + 1];
        for (var i = 1; i <= before.Length; i++)
        {
            for (var j = 1; j <= after.Length; j++)
                longest[i, j] = before[i - 1] == after[j - 1] ? longest[i - 1, j - 1] + 1 : Math.Max(longest[i - 1, j], longest[i, j - 1]);
        }
        return longest[before.Length, after.Length];
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Seaworthy.Check;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Tests.Check;

/// <summary>
/// Both parsers, and every rule behind them, over files that somebody's hand slipped in. Each file has a seed of its own, by which it
/// comes back. <c>FUZZ_FILES</c> says how many files; <c>bench/fuzz.sh</c> mutates a hundred thousand.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const string Letters = "\0\t\n\r \"'#$%&*:;<>?@[\\]^`{|}~-\ud83d.,a\u00e90";

    [Fact]
    public void A_mutated_file_never_crashes_a_check()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("FUZZ_FILES") ?? "1600", CultureInfo.InvariantCulture);
        IReadOnlyList<SourceFile>[] deployments =
        [
            .. RuleCatalogue.All.SelectMany(rule => (string[])[rule.Bad, rule.Good]).Select(ExampleFiles.Read),
            .. CorpusFolder.Names.Select(CorpusFolder.Read),
        ];
        var done = 0;
        var failures = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);

        Parallel.For(0, count, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, seed =>
        {
            var random = new Random(seed);
            var files = deployments[random.Next(deployments.Length)].ToArray();
            var at = random.Next(files.Length);
            files[at] = new(files[at].Path, Mutate(files[at].Text, random));
            if (Failure(files) is { } failure)
                failures.TryAdd(failure.StackTrace ?? failure.Message, $"The file of seed {seed} fails: {failure}");
            Interlocked.Increment(ref done);
        });

        output.WriteLine($"{done} mutated files, of {deployments.Length} deployments");
        Assert.Equal(count, done);
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures.Values));
    }

    private static Exception? Failure(SourceFile[] files) => Record.Exception(() =>
    {
        var result = Checker.Run(FileSet.Of(files), RuleCatalogue.All);
        Assert.All(result.Findings.Concat(result.Doubts), finding => Assert.InRange(finding.Place.End, 0, finding.Place.File.Text.Length));
    });

    private static string Mutate(string text, Random random)
    {
        var changed = new StringBuilder(text);
        for (var i = random.Next(1, 8); i > 0 && changed.Length > 0; i--)
        {
            var at = random.Next(changed.Length);
            switch (random.Next(5))
            {
                case 0:
                    changed.Remove(at, Math.Min(random.Next(1, 20), changed.Length - at));
                    break;
                case 1:
                    changed.Insert(at, new string(Letters[random.Next(Letters.Length)], random.Next(1, 6)));
                    break;
                case 2:
                    changed[at] = Letters[random.Next(Letters.Length)];
                    break;
                case 3:
                    changed.Insert(at, changed.ToString(at, Math.Min(random.Next(1, 60), changed.Length - at)));
                    break;
                default:
                    changed.Length = at;
                    break;
            }
        }
        return changed.ToString();
    }
}

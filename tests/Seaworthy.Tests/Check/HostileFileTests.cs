using Seaworthy.Check;
using Seaworthy.Deployment.Files;

namespace Seaworthy.Tests.Check;

public class HostileFileTests
{
    [Fact]
    public async Task What_cannot_be_read_is_one_finding_each_and_the_rest_is_checked()
    {
        using var folder = new CheckFolder("==> good/Dockerfile <==\nFROM node:22-slim\nCMD node a.js\n");
        folder.Write("binary/Dockerfile", "FROM a\0\n");
        folder.Write("broken/compose.yaml", "services:\n  a: [\n");
        folder.Write("huge/Dockerfile", "FROM a\nRUN echo " + new string('x', FileFinder.LargestFile) + "\n");
        folder.Write("latin/Dockerfile", "");
        File.WriteAllBytes(folder.PathOf("latin/Dockerfile"), [0x46, 0xE4, 0x0A]);
        Directory.CreateSymbolicLink(folder.PathOf("good/loop"), folder.Path);
        File.CreateSymbolicLink(folder.PathOf("good/compose.yaml"), folder.PathOf("nowhere"));
        Directory.CreateDirectory(folder.PathOf("dir/Dockerfile"));

        var output = (await folder.CheckAsync()).Output;

        Assert.Contains("good/Dockerfile:2:1 error shell-form-command", output);
        Assert.Contains("not a text file", output);
        Assert.Contains("larger than 1024 KiB", output);
        Assert.Contains("not UTF-8", output);
        Assert.Contains("broken/compose.yaml:", output);
        Assert.Equal(5, output.Split('\n').Count(line => line.EndsWith(" unreadable-file", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Escape_codes_of_a_file_do_not_reach_the_terminal()
    {
        using var folder = new CheckFolder("==> Dockerfile <==\nFROM node:22-slim\nCMD node \e[2J a.js\n");

        Assert.DoesNotContain("\e", (await folder.CheckAsync()).Output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Mutations_of_the_examples_never_crash(int seed)
    {
        var random = new Random(seed);
        var examples = RuleCatalogue.All.SelectMany(rule => (string[])[rule.Bad, rule.Good]).ToArray();
        for (var round = 0; round < 400; round++)
        {
            var text = examples[random.Next(examples.Length)];
            var files = ExampleFiles.Read(text).Select(file => new Seaworthy.Deployment.Text.SourceFile(file.Path, Mutate(file.Text, random)));
            var result = Checker.Run(FileSet.Of(files), RuleCatalogue.All);
            Assert.All(result.Findings.Concat(result.Doubts), finding => Assert.InRange(finding.Place.End, 0, finding.Place.File.Text.Length));
        }
    }

    private static string Mutate(string text, Random random)
    {
        const string letters = "\0\t\n\r \"'#$%&*:;<>?@[\\]^`{|}~-\ud83d.,aé0";
        var changed = new System.Text.StringBuilder(text);
        for (var i = random.Next(1, 8); i > 0 && changed.Length > 0; i--)
        {
            var at = random.Next(changed.Length);
            switch (random.Next(5))
            {
                case 0:
                    changed.Remove(at, Math.Min(random.Next(1, 20), changed.Length - at));
                    break;
                case 1:
                    changed.Insert(at, new string(letters[random.Next(letters.Length)], random.Next(1, 6)));
                    break;
                case 2:
                    changed[at] = letters[random.Next(letters.Length)];
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

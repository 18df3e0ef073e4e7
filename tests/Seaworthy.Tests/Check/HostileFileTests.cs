using System.Runtime.InteropServices;
using Seaworthy.Check;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Tests.Check;

public partial class HostileFileTests
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
        Assert.Contains("larger than 1 MiB", output);
        Assert.Contains("not UTF-8", output);
        Assert.Contains("broken/compose.yaml:", output);
        Assert.Equal(5, output.Split('\n').Count(line => line.EndsWith(" unreadable-file", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("==> Dockerfile <==\nFROM debian:12\nRUN apt-get install -y \"\" curl\nCMD [\"/catalog\"]\n")]
    [InlineData("==> k8s.yaml <==\nkind: Pod\napiVersion: v1\nmetadata: { name: a, labels: { app: a } }\nspec: { containers: [{ name: a, image: \"a:1\", ports: [] }] }\n---\nkind: Service\napiVersion: v1\nmetadata: { name: a }\nspec: { selector: { app: a }, ports: [{ port: 80 }] }\n")]
    public void Empty_words_and_lists_are_no_crash(string files) =>
        Assert.DoesNotContain(Checker.Run(ExampleFiles.ReadSet(files), RuleCatalogue.All).Findings, finding => finding.Rule.Slug is "unreadable-file" or "probe-port-mismatch");

    [Fact]
    public void A_mistake_that_spoils_the_lines_behind_it_is_one_finding()
    {
        var result = Checker.Run(ExampleFiles.ReadSet("==> Dockerfile <==\nFROM debian:12\nRUN cat > /start.sh << 'EOF'\nset -eu\nexport A=1\nexec a\nEOF\nUSER 1000\nCMD [\"/start.sh\"]\n"), [RuleCatalogue.Find("unreadable-file")!]);

        Assert.Equal("set is not an instruction: \"<< 'EOF'\" in line 2 opens no here-document, since there is a space behind <<.", Assert.Single(result.Findings).Message);
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for_and_a_byte_order_mark_is_no_letter()
    {
        using var folder = new CheckFolder("==> marked/Dockerfile <==\n\uFEFFFROM node:22-slim\nCMD node a.js\n");
        Assert.Equal(0, MakePipe(folder.PathOf("Dockerfile"), Convert.ToUInt32("600", 8)));
        File.CreateSymbolicLink(folder.PathOf("compose.yaml"), folder.PathOf("Dockerfile"));

        var output = (await folder.CheckAsync()).Output;

        Assert.Contains("marked/Dockerfile:2:1 error shell-form-command", output);
        Assert.DoesNotContain("not an instruction", output);
    }

    [Theory]
    [InlineData("Dockerfile", "FROM debian:12\nARG A=xxxxxxxxxx\n", "ARG A=$A$A$A\n")]
    [InlineData("Dockerfile", "FROM debian:12\nARG A=xxxxxxxxxx\n", "ARG A=${A//x/xxxxxxxxxxxxxxxx}\n")]
    [InlineData("compose.yaml", "services:\n  a:\n    image: a:1\n    command:\n", "      - ${A}${A}${A}\n")]
    public void Variables_that_grow_do_not_fill_the_memory(string name, string text, string line)
    {
        var files = FileSet.Of(
            new SourceFile(name, text + string.Concat(Enumerable.Repeat(line, 5000))), new SourceFile(".env", "A=" + new string('x', FileFinder.LargestFile / 2)));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Checker.Run(files, RuleCatalogue.All);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400L << 20);
    }

    [Fact]
    public async Task Escape_codes_of_a_file_do_not_reach_the_terminal()
    {
        using var folder = new CheckFolder("==> Dockerfile <==\nFROM node:22-slim\nCMD node \e[2J a.js\n");

        Assert.DoesNotContain("\e", (await folder.CheckAsync()).Output);
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);
}

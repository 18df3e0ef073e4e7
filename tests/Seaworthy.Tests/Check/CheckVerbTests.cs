using System.Text;
using System.Text.Json;
using Seaworthy.Check;
using Seaworthy.Commands;
using Seaworthy.Commands.Checking;
using Seaworthy.Commands.Parsing;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Kubernetes;
using Seaworthy.Tests.Commands;

namespace Seaworthy.Tests.Check;

public class CheckVerbTests
{
    private const string DrainOverGrace = """
        ==> Dockerfile <==
        FROM node:22-slim
        COPY . /app
        USER 1000
        CMD ["seaworthy", "run", "--listen", "http://0.0.0.0:3000", "--shutdown-timeout", "30s", "--", "node", "/app/server.js"]
        ==> compose.yaml <==
        services:
          # the catalogue
          catalog:
            build: .   # from here
            restart: unless-stopped
            read_only: true
            tmpfs: [/tmp]
            mem_limit: 512m
            logging: { driver: local }
        """;

    [Fact]
    public async Task A_finding_across_files_shows_both_places()
    {
        using var folder = new CheckFolder(DrainOverGrace);

        var run = await folder.CheckAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"compose.yaml:3:3 error drain-exceeds-grace\n    3 |   catalog:\n      |   ^^^^^^^\n", run.Output);
        Assert.Contains($"drain (--shutdown-timeout) 30s at {folder.Path}/Dockerfile:4 + margin 5s exceeds stop_grace_period 10s (default) at {folder.Path}/compose.yaml:3.", run.Output);
        Assert.Contains("  set: stop_grace_period: 35s, or a drain of at most 5s\n", run.Output);
        Assert.Contains($"  see: {folder.Path}/Dockerfile:4:83 the drain\n", run.Output);
        Assert.Contains("1 error in 2 files; --fix ends 1\n", run.Output);
    }

    [Fact]
    public async Task Fix_changes_only_what_is_wrong_and_a_second_run_nothing()
    {
        using var folder = new CheckFolder(DrainOverGrace);
        var before = folder.Read("compose.yaml");

        var first = await folder.CheckAsync("--fix");
        var second = await folder.CheckAsync("--fix");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(before.Replace("    build: .", "    stop_grace_period: 35s\n    build: .", StringComparison.Ordinal), folder.Read("compose.yaml"));
        Assert.Contains("compose.yaml: 1 change made", first.Error);
        Assert.Empty(second.Error);
        Assert.Contains("nothing found in 2 files", second.Output);
    }

    [Fact]
    public async Task A_baseline_hides_what_is_known_and_nothing_else()
    {
        using var folder = new CheckFolder(DrainOverGrace);
        folder.Write("known.json", (await folder.CheckAsync("--format", "json")).Output);

        var known = await folder.CheckAsync("--baseline", folder.PathOf("known.json"));
        folder.Write("compose.yaml", "# moved\n" + folder.Read("compose.yaml").Replace("mem_limit: 512m", "privileged: true", StringComparison.Ordinal));
        var more = await folder.CheckAsync("--baseline", folder.PathOf("known.json"));

        Assert.Equal((0, 1), (known.ExitCode, more.ExitCode));
        Assert.Contains("1 known from the baseline", known.Output);
        Assert.DoesNotContain("drain-exceeds-grace", more.Output);
        Assert.Contains("privileged-container", more.Output);
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("warning", 1)]
    [InlineData("info", 1)]
    public async Task The_exit_code_follows_the_severity(string least, int expected)
    {
        using var folder = new CheckFolder("==> Dockerfile <==\nFROM node:latest\nUSER 1000\nCMD [\"node\", \"a.js\"]\n");

        Assert.Equal(expected, (await folder.CheckAsync("--fail-on", least)).ExitCode);
    }

    [Fact]
    public async Task Nothing_to_check_is_an_error_and_so_is_a_missing_path()
    {
        using var folder = new CheckFolder("==> readme.txt <==\nhello\n");

        Assert.Equal(2, (await folder.CheckAsync()).ExitCode);
        Assert.Equal(2, (await CommandLineRun.ActAsync(Facts.Desk, "check", folder.PathOf("nowhere"))).ExitCode);
        Assert.Equal(2, (await CommandLineRun.ActAsync(Facts.Desk, "check", folder.Path, "--format", "xml")).ExitCode);
        Assert.Equal(2, (await CommandLineRun.ActAsync(Facts.Desk, "check", folder.Path, "--baseline", folder.PathOf("readme.txt"))).ExitCode);
    }

    [Fact]
    public async Task Of_a_named_file_only_that_file_is_judged()
    {
        using var folder = new CheckFolder(DrainOverGrace.Replace("USER 1000", "USER 0", StringComparison.Ordinal));

        var run = await CommandLineRun.ActAsync(Facts.Desk, "check", folder.PathOf("compose.yaml"));

        Assert.Contains("drain-exceeds-grace", run.Output);
        Assert.DoesNotContain("run-as-non-root", run.Output);
    }

    [Fact]
    public async Task A_folder_of_tests_is_judged_only_when_it_is_named()
    {
        using var folder = new CheckFolder("==> tests/e2e/compose.yaml <==\nservices:\n  a: { image: \"x:1\", privileged: true }\n");

        Assert.DoesNotContain("privileged-container", (await folder.CheckAsync()).Output);
        Assert.Contains("privileged-container", (await CommandLineRun.ActAsync(Facts.Desk, "check", folder.PathOf("tests/e2e"))).Output);
    }

    [Fact]
    public void Standard_input_is_read()
    {
        var (exit, output) = Pipe("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'x:1', securityContext: {privileged: true}}]}\n");

        Assert.Equal(1, exit);
        Assert.Contains("stdin.yaml:4:75 error privileged-container", output);
    }

    [Fact]
    public void Standard_input_may_be_larger_than_a_file_and_not_larger_than_its_own_bound()
    {
        const string pod = "---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: 'x:1', securityContext: {privileged: true}}]}\n";
        var schema = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n" + string.Concat(Enumerable.Range(0, 150_000).Select(i => $"  - field: {i}\n")) + pod;
        var text = "# " + new string('x', FileFinder.LargestStream - pod.Length - 3) + "\n" + pod;

        Assert.InRange(schema.Length, FileFinder.LargestFile + 1, FileFinder.LargestStream);
        Assert.Contains("error privileged-container", Pipe(schema).Output);
        Assert.Contains("error privileged-container", Pipe(text).Output);
        var (exit, output) = Pipe(text + "\n");
        Assert.Equal(1, exit);
        Assert.Contains("stdin.yaml:1:1 error unreadable-file", output);
        Assert.Contains("larger than 64 MiB: not looked at.", output);
    }

    [Fact]
    public void More_objects_than_a_check_compares_are_one_finding()
    {
        var pods = string.Concat(Enumerable.Range(0, ManifestReader.MostObjects + 1).Select(i => $"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a{i}}}\n"));

        Assert.Contains($"more than {ManifestReader.MostObjects} objects: the rest was not looked at.", Pipe(pods).Output);
        Assert.DoesNotContain("more than", Pipe(pods[..pods.LastIndexOf("---", StringComparison.Ordinal)]).Output);
    }

    [Theory]
    [InlineData("spec:\n  containers: [\n", 3, 1)]
    [InlineData("kind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\n   x: 1\n", 3, 10)]
    [InlineData("a: b: c\n", 1, 5)]
    public void Broken_yaml_on_standard_input_is_one_finding_whatever_it_says(string text, int line, int column)
    {
        var (exit, output) = Pipe(text);

        Assert.Equal(1, exit);
        Assert.Contains($"stdin.yaml:{line}:{column} error unreadable-file", output);
        Assert.Single(output.Split('\n'), row => row.StartsWith("stdin.yaml:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a: b\n")]
    public void Standard_input_without_an_object_is_nothing_to_check(string text) => Assert.Equal(2, Pipe(text).Exit);

    private static (int Exit, string Output) Pipe(string text)
    {
        using var output = new StringWriter();
        var arguments = new ParsedArguments(new CheckVerb(), false, false, new Dictionary<string, IReadOnlyList<string>>(), null, false, []) { Operands = ["-"] };
        return (CheckVerb.Execute(new VerbCall(arguments, Facts.Desk, output, output), () => new MemoryStream(Encoding.UTF8.GetBytes(text))), output.ToString());
    }

    [Fact]
    public async Task Annotations_are_escaped()
    {
        using var folder = new CheckFolder(DrainOverGrace);

        var lines = (await folder.CheckAsync("--format", "github")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.StartsWith("::error file=", lines[0]);
        Assert.Contains(",line=3,col=3,endLine=3,endColumn=10,title=drain-exceeds-grace::drain", lines[0]);
        Assert.Contains("%0Aset: stop_grace_period", lines[0]);
    }

    [Fact]
    public async Task Json_names_every_place()
    {
        using var folder = new CheckFolder(DrainOverGrace);

        using var report = JsonDocument.Parse((await folder.CheckAsync("--format", "json")).Output);
        var finding = report.RootElement.GetProperty("findings")[0];

        Assert.Equal(("drain-exceeds-grace", 3, true), (finding.GetProperty("rule").GetString(), finding.GetProperty("line").GetInt32(), finding.GetProperty("fixable").GetBoolean()));
        Assert.Equal(4, finding.GetProperty("related")[0].GetProperty("line").GetInt32());
    }

    [Theory]
    [InlineData("explain", "drain-exceeds-grace", 0)]
    [InlineData("explain", "DL3025", 0)]
    [InlineData("explain", "drain-exceed-grace", 2)]
    [InlineData("explain", "", 2)]
    [InlineData("rules", "--format=markdown", 0)]
    public async Task Rules_are_explained(string verb, string argument, int exit) =>
        Assert.Equal(exit, (await CommandLineRun.ActAsync(Facts.Desk, verb, argument)).ExitCode);

    [Fact]
    public async Task The_list_names_every_rule()
    {
        var run = await CommandLineRun.ActAsync(Facts.Desk, "rules");

        Assert.All(RuleCatalogue.All, rule => Assert.Contains($" {rule.Slug} ", run.Output));
    }
}

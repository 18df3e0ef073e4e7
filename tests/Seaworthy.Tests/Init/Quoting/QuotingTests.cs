using Seaworthy.Deployment.Compose;
using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;
using Seaworthy.Init.Quoting;

namespace Seaworthy.Tests.Init.Quoting;

/// <summary>What is written is read back by a reader of its language, and must be the same.</summary>
public class QuotingTests
{
    private const int Rounds = 3_000;

    [Fact]
    public void A_value_in_yaml_comes_back()
    {
        Each(Hostile.Text, value =>
        {
            Text<YamlQuoting> text = $"before: {value}\nlist: {(IReadOnlyList<string>)[value, value]}\nafter: 1\n";
            var map = Yaml(text.ToString());
            Assert.Equal(["before", "list", "after"], map.Entries.Select(entry => entry.Name));
            Assert.Equal(value, Scalar(map["before"]));
            Assert.Equal([value, value], map["list"]!.Items.Select(Scalar));
        });
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("0o7")]
    [InlineData("12:30:00")]
    [InlineData("")]
    [InlineData(".inf")]
    [InlineData("~")]
    [InlineData("NULL")]
    [InlineData("2001-01-01")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("key:")]
    public void What_yaml_reads_as_something_else_is_quoted(string value) => Assert.StartsWith("\"", YamlQuoting.Quote(value));

    [Theory]
    [InlineData("word-server")]
    [InlineData("registry.example/team/words:1.2.0")]
    [InlineData("35s")]
    [InlineData("512Mi")]
    [InlineData("/data")]
    [InlineData("../..")]
    public void What_is_plain_text_in_any_yaml_stays_readable(string value) => Assert.Equal(value, YamlQuoting.Quote(value));

    [Fact]
    public void A_value_in_compose_comes_back_without_its_variables_filled_in()
    {
        Each(Hostile.Text, value =>
        {
            Text<ComposeQuoting> text = $"services:\n  server:\n    image: x:1\n    command: {(IReadOnlyList<string>)[value]}\n    environment:\n      {new Assignment("NAME", value)}\n";
            var faults = new List<Located>();
            var project = Assert.Single(new ComposeReader(FileSet.Of(new SourceFile("compose.yaml", text.ToString())), faults).Read());
            var service = Assert.Single(project.Services);
            Assert.Empty(faults);
            Assert.Equal(value, Scalar(Assert.Single(service["command"]!.Items)));
            Assert.Equal(value, Scalar(service["environment"]!.Map!["NAME"]));
        });
    }

    [Fact]
    public void A_value_in_a_Dockerfile_comes_back()
    {
        Each(Line, value =>
        {
            Text<DockerfileQuoting> text = $"""
                FROM scratch
                ENV {new Assignment("NAME", value)}
                LABEL title={value}
                COPY --from=build {new CopiedPaths([value], value)}
                RUN {new RunWords("program", value)}
                ENTRYPOINT {(IReadOnlyList<string>)["program", value]}
                """;
            var file = DockerfileParser.Parse(new SourceFile("Dockerfile", text.ToString()));
            Assert.Empty(file.Faults);
            Assert.Equal(["ENV", "LABEL", "COPY", "RUN", "ENTRYPOINT"], Assert.Single(file.Stages).Instructions.Select(instruction => instruction.Keyword));
            var image = ImageBuilder.Build(file, null, new Dictionary<string, string>())!;
            Assert.Equal(value, image.Environment["NAME"]!.Text);
            Assert.Equal(["program", value], image.Entrypoint!.Command.Words.Select(word => word.Text));
        });
    }

    [Fact]
    public void The_words_of_a_unit_come_back()
    {
        Each(Line, value =>
        {
            Text<UnitQuoting> text = $"ExecStart={(IReadOnlyList<string>)["/bin/program", value]}\nEnvironment={new Assignment("NAME", value)}\n";
            var lines = text.ToString().Split('\n');
            Assert.Equal(["/bin/program", value], UnitWords.Read(lines[0]["ExecStart=".Length..], expandsVariables: true));
            Assert.Equal([$"NAME={value}"], UnitWords.Read(lines[1]["Environment=".Length..], expandsVariables: false));
        });
    }

    [Theory]
    [InlineData("a\nUSER 0")]
    [InlineData("a\0")]
    public void Where_a_language_has_no_words_for_a_letter_nothing_is_written(string value)
    {
        Assert.Throws<ArgumentException>(() => DockerfileQuoting.Quote(value));
        Assert.Throws<ArgumentException>(() => UnitQuoting.Quote(value));
        Assert.Throws<ArgumentException>(() => IgnoreQuoting.Quote(value));
    }

    [Theory]
    [InlineData("-rf")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a:")]
    [InlineData("a: b")]
    [InlineData("$a")]
    [InlineData("")]
    public void A_name_that_is_not_plain_is_refused(string value) => Assert.Throws<ArgumentException>(() => PlainName.Of(value));

    private static string Line(Random random) => string.Concat(Hostile.Line(random).Where(letter => !char.IsControl(letter)));

    private static void Each(Func<Random, string> make, Action<string> check)
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var value = make(new Random(seed));
            if (Record.Exception(() => check(value)) is { } failure)
                Assert.Fail($"The value of seed {seed}, {System.Text.Json.JsonEncodedText.Encode(value)}, does not come back: {failure.Message}");
        }
    }

    private static MapNode Yaml(string text)
    {
        var (documents, fault) = YamlReader.Read(new SourceFile("x.yaml", text));
        Assert.Null(fault);
        return Assert.Single(documents).Map!;
    }

    private static string? Scalar(Node? node) => (node as ScalarNode)?.Value;
}

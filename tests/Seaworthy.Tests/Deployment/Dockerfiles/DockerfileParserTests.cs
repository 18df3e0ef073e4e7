using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Tests.Deployment.Dockerfiles;

public class DockerfileParserTests
{
    [Fact]
    public void Lines_that_end_with_the_escape_letter_go_on_past_comments_and_empty_lines()
    {
        var file = Parse("FROM a\nRUN echo 1 \\\n  # a comment\n\n    && echo 2 \\  \n&& echo 3\nCMD [\"x\"]\n");

        Assert.Equal(["RUN", "CMD"], file.Stages[0].Instructions.Select(item => item.Keyword));
        Assert.Equal("echo 1     && echo 2 && echo 3", file.Stages[0].Instructions[0].Body.Text);
        Assert.Equal((2, 1), (file.Stages[0].Instructions[0].Place.Line, file.Stages[0].Instructions[0].Place.Column));
        Assert.Equal((7, 5), (file.Stages[0].Instructions[1].Body.Place.Line, file.Stages[0].Instructions[1].Body.Place.Column));
    }

    [Fact]
    public void An_escaped_escape_letter_does_not_go_on() =>
        Assert.Equal(2, Parse("FROM a\nRUN echo \\\\\nCMD x\n").Stages[0].Instructions.Count);

    [Fact]
    public void The_escape_directive_counts_only_at_the_top()
    {
        var set = Parse("# escape=`\nFROM a\nRUN dir c:\\ `\n  d\n");
        var late = Parse("FROM a\n# escape=`\nRUN echo `\n");

        Assert.Equal("dir c:\\   d", set.Stages[0].Instructions[0].Body.Text);
        Assert.Equal('\\', late.Escape);
        Assert.Equal('\\', Parse("# just words\n# escape=`\nFROM a\n").Escape);
    }

    [Fact]
    public void Here_documents_belong_to_their_instruction()
    {
        var file = Parse("FROM a\nRUN <<EOF\nFROM nothing\necho\nEOF\nCOPY <<-\"X\" <<Y /dest/\n\tone\n\tX\ntwo\nY\nCMD [\"x\"]\n");

        Assert.Equal(["RUN", "COPY", "CMD"], file.Stages[0].Instructions.Select(item => item.Keyword));
        Assert.Equal("FROM nothing\necho", file.Stages[0].Instructions[0].Line.Heredocs[0].Content);
        Assert.Equal([("one", true), ("two", false)], file.Stages[0].Instructions[1].Line.Heredocs.Select(item => (item.Content, item.IsLiteral)));
        Assert.Empty(file.Faults);
    }

    [Fact]
    public void A_here_document_that_never_ends_is_a_fault() => Assert.Contains("EOF", Parse("FROM a\nRUN <<EOF\necho\n").Faults[0].Text);

    [Theory]
    [InlineData("[\"a\", \"b c\"]", true, 2)]
    [InlineData("[ \"a\" , \"\\u0062\" ]", true, 2)]
    [InlineData("['a', 'b']", false, 0)]
    [InlineData("[\"a\", 1]", false, 0)]
    [InlineData("[\"a\",]", false, 0)]
    [InlineData("[\"a\"] x", false, 0)]
    [InlineData("a b", false, 0)]
    public void What_is_no_array_of_strings_is_the_shell_form(string text, bool isExec, int words)
    {
        var command = Parse($"FROM a\nCMD {text}\n").Stages[0].Instructions[0].Command;

        Assert.Equal((isExec, words), (command.IsExec, command.Words.Count));
    }

    [Fact]
    public void Words_of_an_array_over_several_lines_have_their_own_places()
    {
        var command = Parse("FROM a\nCMD [ \"node\", \\\n      \"server.js\" ]\n").Stages[0].Instructions[0].Command;

        Assert.Equal(["2:7", "3:7"], command.Words.Select(word => $"{word.Place.Line}:{word.Place.Column}"));
        Assert.Equal("\"server.js\"", command.Words[1].Place.Text);
    }

    [Fact]
    public void Flags_stand_in_front_of_the_body()
    {
        var file = Parse("FROM --platform=linux/amd64 node:22 AS base\nHEALTHCHECK --interval=5s --timeout=3s \\\n  CMD curl -f http://x\nCOPY --from=base --chown=1:1 a b\n");

        Assert.Equal("5s", file.Stages[0].Instructions[0].Flags["interval"].Text);
        Assert.Equal("CMD curl -f http://x", file.Stages[0].Instructions[0].Body.Text);
        Assert.Equal("base", file.Stages[0].Instructions[1].Flags["from"].Text);
        Assert.Equal("base", file.Stages[0].Name!.Text);
    }

    [Fact]
    public void Onbuild_holds_an_instruction() =>
        Assert.Equal("RUN", Parse("FROM a\nONBUILD RUN npm ci\n").Stages[0].Instructions[0].Trigger!.Keyword);

    [Theory]
    [InlineData("FROM a\nRUNN x\n", "RUNN is not an instruction", 2)]
    [InlineData("RUN x\nFROM a\n", "RUN stands before the first FROM", 1)]
    [InlineData("FROM a\nCMD\n", "CMD needs an argument", 2)]
    [InlineData("FROM a b\n", "FROM takes an image, and a name behind AS", 1)]
    [InlineData("# nothing\n", "there is no FROM", 1)]
    [InlineData("FROM a\nONBUILD FROM b\n", "ONBUILD cannot hold ONBUILD or FROM", 2)]
    public void Faults_have_a_place_and_the_rest_is_read(string text, string fault, int line)
    {
        var file = Parse(text);

        Assert.Equal((fault, line), (file.Faults[0].Text, file.Faults[0].Place.Line));
    }

    [Fact]
    public void Line_ends_of_windows_are_line_ends() =>
        Assert.Equal(["a \\", "b"], Parse("FROM x\r\nRUN a \\\\\r\nCMD b\r\n").Stages[0].Instructions.Select(item => item.Body.Text.Replace("\\\\", "\\", StringComparison.Ordinal)));

    internal static Dockerfile Parse(string text) => DockerfileParser.Parse(new SourceFile("Dockerfile", text));
}

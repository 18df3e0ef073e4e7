using Seaworthy.Commands.Parsing;

namespace Seaworthy.Tests.Commands.Parsing;

public class ShellTests
{
    [Theory]
    [InlineData("node server.js", "node", "server.js")]
    [InlineData("  sh -c 'exec  node \"x\"' ", "sh", "-c", "exec  node \"x\"")]
    [InlineData("a \"b 'c'\" d\\ e ''", "a", "b 'c'", "d e", "")]
    [InlineData("")]
    public void Words_are_taken_apart_as_a_shell_does(string text, params string[] words) => Assert.Equal(words, Shell.Split(text));

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    public void An_open_quote_is_no_command(string text) => Assert.Null(Shell.Split(text));

    [Theory]
    [InlineData("plain-1.0/x:y")]
    [InlineData("")]
    [InlineData("it's $HOME")]
    public void What_is_quoted_is_one_word_again(string word) => Assert.Equal([word], Shell.Split(Shell.Quote(word)));
}

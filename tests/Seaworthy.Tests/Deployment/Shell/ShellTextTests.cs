using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Tests.Deployment.Shell;

public class ShellTextTests
{
    [Theory]
    [InlineData("a b 'c d' \"e $f\"", "a|b|c d|e $f")]
    [InlineData("a && b; c | d &", "a / b / c / d")]
    [InlineData("a # b\nc", "a / c")]
    [InlineData("a 2>&1 b", "a|2>&1|b")]
    [InlineData("a $(b; c) d", "a|$(b; c)|d")]
    [InlineData("a \\\n b", "a|b")]
    [InlineData("cat <<EOF\nx; y\nEOF\nz", "cat|<<EOF / z")]
    [InlineData("if [ -f x ]; then exec y; fi", "if / [|-f|x|] / then / exec|y / fi")]
    [InlineData("", "")]
    [InlineData("'", "")]
    [InlineData("${", "${")]
    public void Splits_into_simple_commands(string text, string expected) =>
        Assert.Equal(expected, string.Join(" / ", ShellText.Parse(text).Select(command => string.Join('|', command.Words.Select(word => word.Text)))));

    [Theory]
    [InlineData("set -e\nexport A=1\nnode server.js\n", "node server.js")]
    [InlineData("if true; then\n  exec node a.js\nfi\n", "exec node a.js")]
    [InlineData("exec \"$@\"\n", "exec \"$@\"")]
    [InlineData("trap 'kill $p' TERM\nnode a.js &\np=$!\nwait $p\n", "node a.js")]
    [InlineData("main() {\n  exec node a.js\n}\nmain \"$@\"\n", "exec node a.js")]
    public void Finds_the_server_of_a_script(string text, string server)
    {
        var script = new EntryScript(new SourceFile("entrypoint.sh", "#!/bin/sh\n" + text));

        Assert.Equal(server, script.PlaceOf(script.Server!).Text);
    }
}

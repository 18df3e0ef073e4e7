using Seaworthy.Commands;

namespace Seaworthy.Tests.Commands;

public class UnknownVariablesTests
{
    [Theory]
    [InlineData("SEAWORTHY_SERVICE_HOST", "10.0.0.7")]
    [InlineData("SEAWORTHY_SERVICE_PORT", "3000")]
    [InlineData("SEAWORTHY_SERVICE_PORT_HTTP", "3000")]
    [InlineData("SEAWORTHY_PORT", "tcp://10.0.0.7:3000")]
    [InlineData("SEAWORTHY_PORT_3000_TCP", "tcp://10.0.0.7:3000")]
    [InlineData("SEAWORTHY_PORT_3000_TCP_PROTO", "tcp")]
    [InlineData("SEAWORTHY_PORT_3000_TCP_ADDR", "10.0.0.7")]
    [InlineData("SEAWORTHY_CANARY_SERVICE_HOST", "10.0.0.7")]
    [InlineData("SEAWORTHY_CANARY_PORT_3000_TCP_PORT", "3000")]
    [InlineData("SEAWORTHY_WORKER", "a/b")]
    [InlineData("SEAWORTHY_EMPTY", "")]
    [InlineData("OTHER", "x")]
    public void What_others_set_is_left_alone(string name, string value) => Assert.Empty(Explain(name, value));

    [Theory]
    [InlineData("SEAWORTHY_PORT", " Set PORT or SEAWORTHY_LISTEN.")]
    [InlineData("SEAWORTHY_LOGLEVEL", " Did you mean SEAWORTHY_LOG_LEVEL?")]
    [InlineData("seaworthy_path", " Did you mean SEAWORTHY_PATH?")]
    [InlineData("SEAWORTHY_SOMETHING_ELSE_ALTOGETHER", "")]
    public void Typos_are_explained(string name, string suggestion) =>
        Assert.Equal([$"{name} is not a setting and is ignored.{suggestion}"], Explain(name, "1"));

    private static IReadOnlyList<string> Explain(string name, string value) =>
        UnknownVariables.Explain(Facts.With((name, value)), RunCatalogue.Options);
}

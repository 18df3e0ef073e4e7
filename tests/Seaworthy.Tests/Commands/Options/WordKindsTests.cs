using Microsoft.Extensions.Logging;
using Seaworthy.Commands.Logging;
using Seaworthy.Commands.Options;

namespace Seaworthy.Tests.Commands.Options;

public class WordKindsTests
{
    [Theory]
    [InlineData("text", LogFormat.Text)]
    [InlineData("JSON", LogFormat.Json)]
    [InlineData("1", null)]
    [InlineData("+1", null)]
    [InlineData("text,json", null)]
    [InlineData("", null)]
    internal void Format(string text, LogFormat? read) =>
        Assert.Equal(read, WordKinds.LogFormat.TryRead(text, out var value) ? value : null);

    [Theory]
    [InlineData("trace", LogLevel.Trace)]
    [InlineData("info", LogLevel.Information)]
    [InlineData("Information", LogLevel.Information)]
    [InlineData("warn", LogLevel.Warning)]
    [InlineData("warning", LogLevel.Warning)]
    [InlineData("critical", LogLevel.Critical)]
    [InlineData("none", null)]
    [InlineData("2", null)]
    public void Level(string text, LogLevel? read) =>
        Assert.Equal(read, WordKinds.LogLevel.TryRead(text, out var value) ? value : null);

    [Theory]
    [InlineData("2026-07-28", true)]
    [InlineData("2026-07-29", false)]
    public void Revision(string text, bool accepted) => Assert.Equal(accepted, WordKinds.Revision.TryRead(text, out _));
}

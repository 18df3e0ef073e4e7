using Microsoft.Extensions.Logging;
using Seaworthy.Commands.Logging;
using Seaworthy.Commands.Options;

namespace Seaworthy.Tests.Commands.Options;

public class ValueKindsTests
{
    [Theory]
    [InlineData("1", true)]
    [InlineData("10", true)]
    [InlineData("0", false)]
    [InlineData("11", false)]
    [InlineData("-1", false)]
    [InlineData("1.5", false)]
    [InlineData(" 1", false)]
    [InlineData("1e3", false)]
    [InlineData("99999999999", false)]
    public void Count(string text, bool accepted) => Assert.Equal(accepted, ValueKinds.Count(1, 10).TryRead(text, out _));

    [Theory]
    [InlineData("0s", true, false)]
    [InlineData("1ms", true, true)]
    [InlineData("30", false, false)]
    [InlineData("-1s", false, false)]
    public void Durations(string text, bool accepted, bool acceptedWhenPositive)
    {
        Assert.Equal(accepted, ValueKinds.Duration.TryRead(text, out _));
        Assert.Equal(acceptedWhenPositive, ValueKinds.PositiveDuration.TryRead(text, out _));
    }

    [Theory]
    [InlineData("1KiB", true)]
    [InlineData("1GiB", true)]
    [InlineData("4", false)]
    [InlineData("2GiB", false)]
    [InlineData("4m", false)]
    public void MessageSize(string text, bool accepted) => Assert.Equal(accepted, ValueKinds.MessageSize.TryRead(text, out _));

    [Theory]
    [InlineData("text", LogFormat.Text)]
    [InlineData("JSON", LogFormat.Json)]
    [InlineData("1", null)]
    [InlineData("+1", null)]
    [InlineData("text,json", null)]
    [InlineData("", null)]
    internal void Format(string text, LogFormat? read) =>
        Assert.Equal(read, ValueKinds.LogFormat.TryRead(text, out var value) ? value : null);

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
        Assert.Equal(read, ValueKinds.LogLevel.TryRead(text, out var value) ? value : null);

    [Theory]
    [InlineData("2026-07-28", true)]
    [InlineData("2026-07-29", false)]
    public void Revision(string text, bool accepted) => Assert.Equal(accepted, ValueKinds.Revision.TryRead(text, out _));
}

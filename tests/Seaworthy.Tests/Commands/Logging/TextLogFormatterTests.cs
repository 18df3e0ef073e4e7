using Microsoft.Extensions.Logging;
using Seaworthy.Commands.Logging;

namespace Seaworthy.Tests.Commands.Logging;

public class TextLogFormatterTests
{
    private static readonly LogOptions Text = new();

    [Theory]
    [InlineData(LogLevel.Trace, "trace")]
    [InlineData(LogLevel.Debug, "debug")]
    [InlineData(LogLevel.Information, "info ")]
    [InlineData(LogLevel.Warning, "warn ")]
    [InlineData(LogLevel.Error, "error")]
    [InlineData(LogLevel.Critical, "critical")]
    public void A_line_has_time_level_and_message(LogLevel level, string word) =>
        Assert.Equal($"12:00:01.123 {word} Drain began\n", LogLines.Write(Text, "Drain began", level: level));

    [Fact]
    public void Several_lines_stay_one_block() => Assert.Equal(
        "12:00:01.123 info  first\n                   second\n                   third\n",
        LogLines.Write(Text, "first\r\nsecond\nthird\n"));

    [Fact]
    public void An_exception_stands_indented_below() => Assert.Equal(
        "12:00:01.123 info  failed\n                   System.InvalidOperationException: why\n",
        LogLines.Write(Text, "failed", new InvalidOperationException("why")));

    [Fact]
    public void Colour_is_only_there_when_wanted()
    {
        Assert.DoesNotContain('\e', LogLines.Write(Text, "x"));
        Assert.Equal("\e[90m12:00:01.123\e[0m \e[32minfo \e[0m x\n", LogLines.Write(Text with { Colour = true }, "x"));
    }

    [Fact]
    public void Control_characters_of_others_are_escaped() =>
        Assert.Equal("12:00:01.123 info  a\\u001b[2Jb\\u0007\tc\n", LogLines.Write(Text, "a\e[2Jb\a\tc"));

    [Fact]
    public void Other_categories_are_named() =>
        Assert.Equal("12:00:01.123 info  Microsoft.X: x\n", LogLines.Write(Text, "x", category: "Microsoft.X"));
}

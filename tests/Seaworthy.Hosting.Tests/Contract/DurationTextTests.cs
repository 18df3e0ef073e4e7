using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Tests.Contract;

public class DurationTextTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("30s", 30_000)]
    [InlineData("5m", 300_000)]
    [InlineData("24h", 86_400_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1h2m3s4ms", 3_723_004)]
    [InlineData("1.5s", 1_500)]
    [InlineData(" 30s ", 30_000)]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("8760h", 31_536_000_000)]
    public void Reads(string text, long milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("30")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData("5 s")]
    [InlineData("5S")]
    [InlineData("5sec")]
    [InlineData("5d")]
    [InlineData("00:00:30")]
    [InlineData("1..5s")]
    [InlineData(".s")]
    [InlineData("1s1s")]
    [InlineData("1s1m")]
    [InlineData("1m30")]
    [InlineData("1e3s")]
    [InlineData("8761h")]
    [InlineData("99999999999999999999999999999999999s")]
    [InlineData("٣s")]
    public void Refuses(string text)
    {
        Assert.False(DurationText.TryParse(text, out _));
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "1ms")]
    [InlineData(1_500, "1s500ms")]
    [InlineData(90_000, "1m30s")]
    [InlineData(3_600_000, "1h")]
    [InlineData(-5_000, "-5s")]
    public void Writes(long milliseconds, string text)
    {
        Assert.Equal(text, DurationText.Format(TimeSpan.FromMilliseconds(milliseconds)));
    }

    [Fact]
    public void Less_than_a_millisecond_is_still_written_as_something()
    {
        Assert.Equal("0s", DurationText.Format(TimeSpan.FromMicroseconds(300)));
        Assert.Equal("0s", DurationText.Format(TimeSpan.FromMicroseconds(-300)));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var random = new Random(20250618);
        for (var i = 0; i < 5_000; i++)
        {
            var duration = TimeSpan.FromMilliseconds(random.NextInt64(0, (long)TimeSpan.FromDays(365).TotalMilliseconds));

            Assert.True(DurationText.TryParse(DurationText.Format(duration), out var read), DurationText.Format(duration));
            Assert.Equal(duration, read);
        }
    }
}

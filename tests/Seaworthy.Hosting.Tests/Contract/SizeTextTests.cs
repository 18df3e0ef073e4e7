using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Tests.Contract;

public class SizeTextTests
{
    [Theory]
    [InlineData("1500", 1500)]
    [InlineData("0", 0)]
    [InlineData("12B", 12)]
    [InlineData("4MiB", 4L << 20)]
    [InlineData("4Mi", 4L << 20)]
    [InlineData("512M", 512_000_000)]
    [InlineData("512MB", 512_000_000)]
    [InlineData("1.5KiB", 1536)]
    [InlineData("2k", 2000)]
    [InlineData("1 GiB", 1L << 30)]
    [InlineData("1024GiB", 1L << 40)]
    public void Reads(string text, long bytes)
    {
        Assert.True(SizeText.TryParse(text, out var read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("-1")]
    [InlineData("512m")]
    [InlineData("512mb")]
    [InlineData("4 MiB 3")]
    [InlineData("1..5M")]
    [InlineData("4TiB")]
    [InlineData("1025GiB")]
    [InlineData("999999999999999999999999999999999999")]
    [InlineData("unlimited")]
    public void Refuses(string text)
    {
        Assert.False(SizeText.TryParse(text, out _));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1500, "1500")]
    [InlineData(512_000_000, "512MB")]
    [InlineData(4L << 20, "4MiB")]
    [InlineData(3L << 30, "3GiB")]
    public void Writes_the_largest_unit_that_divides(long bytes, string text)
    {
        Assert.Equal(text, SizeText.Format(bytes));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var random = new Random(20250618);
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = random.NextInt64(0, 1L << 40) >> random.Next(40) << random.Next(20);
            if (bytes > 1L << 40)
                continue;

            Assert.True(SizeText.TryParse(SizeText.Format(bytes), out var read), SizeText.Format(bytes));
            Assert.Equal(bytes, read);
        }
    }
}

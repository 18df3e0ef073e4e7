using Seaworthy.Hosting.Settings;

namespace Seaworthy.Hosting.Tests.Settings;

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
}

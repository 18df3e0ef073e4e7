using Seaworthy.Run.Bridge.Streams;

namespace Seaworthy.Tests.Run.Bridge.Streams;

public class EventIdTests
{
    [Fact]
    public void Names_the_stream_and_the_place()
    {
        Assert.True(EventId.TryParse(new EventId(12, 345).ToString(), out var id));
        Assert.Equal(new EventId(12, 345), id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1")]
    [InlineData("1-")]
    [InlineData("-1")]
    [InlineData("1--1")]
    [InlineData("1-2-3")]
    [InlineData(" 1-2")]
    [InlineData("+1-2")]
    [InlineData("99999999999999999999-1")]
    public void Anything_else_is_none_of_ours(string text) => Assert.False(EventId.TryParse(text, out _));
}

using System.Text;
using Seaworthy.Hosting.Envelopes;

namespace Seaworthy.Hosting.Tests.Envelopes;

public class BatchSplitterTests
{
    [Theory]
    [InlineData("[]", new string[0])]
    [InlineData("[{\"a\":[1,{}]}]", new[] { "{\"a\":[1,{}]}" })]
    [InlineData(" [ {} , 5, \"],[\" , [1,[2]] , null ] ", new[] { "{}", "5", "\"],[\"", "[1,[2]]", "null" })]
    public void Finds_each_message(string batch, string[] messages)
    {
        var bytes = Encoding.UTF8.GetBytes(batch);

        Assert.Equal(messages, BatchSplitter.Split(bytes).Select(slice => Encoding.UTF8.GetString(slice.Of(bytes))));
    }
}

using System.Text;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Calls;

public class OversizedMessageTests
{
    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":5,"result":{"text":"xxx""", "xxx\"}}", 5)]
    [InlineData("""{"id":"5","result":{"text":"xxx""", "xxx\"}}", 5)]
    [InlineData("""{"result":{"text":"xxx""", "xxx\"},\"jsonrpc\":\"2.0\",\"id\":5}", 5)]
    [InlineData("""{"result":{"text":"xxx""", "xxx\"}, \"id\": 5, \"jsonrpc\": \"2.0\"}\r", 5)]
    [InlineData("""{"error":{"data":"xxx""", "xxx\"},\"id\":5}", 5)]
    public void Finds_the_id_before_or_after_the_large_member(string head, string tail, long id) => Assert.Equal(id, Find(head, tail));

    [Theory]
    [InlineData("""{"result":{"items":[{"id":5},{"text":"xxx""", "xxx\"},{\"id\":6}]}}")]
    [InlineData("""{"result":{"text":"xxx""", "xxx\",\"id\":6}}")]
    [InlineData("""{"result":{"text":"xxx""", "xxx\\\"id\\\":6}\"}}")]
    [InlineData("""{"result":{"text":"xxx""", "xxx\"},\"id\":\"abc\"}")]
    public void Takes_no_id_from_inside_the_result(string head, string tail) => Assert.Null(Find(head, tail));

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":5,"method":"sampling/createMessage","params":{"x":"xxx""", "xxx\"}}")]
    [InlineData("""{"method":"sampling/createMessage","params":{"x":"xxx""", "xxx\"},\"jsonrpc\":\"2.0\",\"id\":5}")]
    [InlineData("""{"id":5,"data":"xxx""", "xxx\"}")]
    [InlineData("""{"data":"xxx""", "xxx\",\"id\":5}")]
    [InlineData("progress xxxx", "xxx {\"result\":1,\"id\":5}")]
    [InlineData("", "")]
    public void Takes_no_id_of_what_is_no_answer(string head, string tail) => Assert.Null(Find(head, tail));

    [Fact]
    public void An_id_at_the_head_is_the_id() => Assert.Equal(5, Find("""{"id":5,"result":{"t":"xxx""", "xxx\"},\"id\":6}"));

    [Fact]
    public void Says_how_large_it_was_and_what_is_allowed()
    {
        var error = OversizedMessage.Error(20 << 20, 16 << 20);

        Assert.Contains("20MiB", error.Message, StringComparison.Ordinal);
        Assert.Contains("16MiB", error.Message, StringComparison.Ordinal);
        Assert.Contains("--max-message", error.Message, StringComparison.Ordinal);
    }

    private static long? Find(string head, string tail) => OversizedMessage.FindId(Encoding.UTF8.GetBytes(head), Encoding.UTF8.GetBytes(tail));
}

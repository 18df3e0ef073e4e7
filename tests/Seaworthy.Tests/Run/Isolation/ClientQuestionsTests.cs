using System.Text;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Isolation;
using Seaworthy.Tests.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Isolation;

public sealed class ClientQuestionsTests : IAsyncLifetime
{
    private readonly ClientQuestions _questions = new();
    private readonly FakeWorker _worker = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    [Theory]
    [InlineData("7")]
    [InlineData("\"seven\"")]
    public async Task The_answer_goes_back_under_the_id_that_the_worker_gave(string id)
    {
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"roots/list"}""", Ask(id));

        Assert.True(Answer("1"));

        Assert.Equal($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{}}""", await _worker.ReadLineAsync());
        Assert.False(Answer("1"));
        Assert.True(_questions.IsEmpty);
    }

    [Fact]
    public void An_answer_to_nothing_goes_nowhere()
    {
        Ask("1");

        Assert.False(Answer("2"));
        Assert.False(Answer("\"x\""));
        Assert.False(_questions.IsEmpty);
    }

    [Fact]
    public void What_is_withdrawn_carries_the_id_that_the_client_knows()
    {
        Ask("\"a\"");
        Ask("\"b\"");
        var line = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"b"}}""");

        Assert.True(_questions.TryWithdraw(line, EnvelopeParser.Parse(line), out var message));

        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2}}""", Encoding.UTF8.GetString(message));
        Assert.False(Answer("2"));
        Assert.True(Answer("1"));
    }

    [Fact]
    public void The_end_of_the_worker_withdraws_all_of_them()
    {
        Ask("1");
        Ask("2");

        Assert.Equal(2, _questions.Abandon().Count);
        Assert.False(Answer("1"));
        Assert.Empty(_questions.Abandon());
    }

    [Fact]
    public void A_worker_that_asks_and_asks_is_stopped()
    {
        for (var i = 0; i < 256; i++)
            Assert.NotNull(Ask($"{i}"));

        Assert.Null(Ask("256"));
    }

    private string? Ask(string id)
    {
        var line = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{id}},"method":"roots/list"}""");
        return _questions.Add(line, EnvelopeParser.Parse(line), _worker.Pipe) is { } message ? Encoding.UTF8.GetString(message) : null;
    }

    private bool Answer(string id)
    {
        var message = Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{}}""");
        return _questions.TryAnswer(message, EnvelopeParser.Parse(message));
    }
}

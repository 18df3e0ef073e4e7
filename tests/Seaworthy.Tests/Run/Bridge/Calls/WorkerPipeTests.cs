using System.Text;
using System.Text.Json.Nodes;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Calls;

public sealed class WorkerPipeTests : IAsyncDisposable
{
    private readonly FakeWorker _worker = new(maxMessage: 10_000);

    private WorkerPipe Pipe => _worker.Pipe;

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    [Theory]
    [InlineData("1")]
    [InlineData("\"one\"")]
    [InlineData("\"\\u0031\"")]
    public async Task Gives_the_worker_an_id_of_its_own_and_the_client_its_own_back(string id)
    {
        using var call = new TestCall(Pipe, id);
        var request = await _worker.ReadAsync();
        Assert.Equal(call.Call.Id, (long)request["id"]!);
        Assert.Equal(1, Pipe.InFlight);

        await _worker.AnswerAsync(request, """{"ok":true}""");

        Assert.Equal($$$"""{"jsonrpc":"2.0","id":{{{id}}},"result":{"ok":true}}""", (await call.NextAsync()).Text());
        Assert.Equal(0, Pipe.InFlight);
        Assert.Equal(1, Pipe.Answered);
    }

    [Fact]
    public async Task Tells_clients_apart_whose_ids_collide()
    {
        using var first = new TestCall(Pipe, "1");
        using var second = new TestCall(Pipe, "1");
        var (one, two) = (await _worker.ReadAsync(), await _worker.ReadAsync());

        await _worker.AnswerAsync(two, "\"second\"");
        await _worker.AnswerAsync(one, "\"first\"");

        Assert.Contains("first", (await first.NextAsync()).Text(), StringComparison.Ordinal);
        Assert.Contains("second", (await second.NextAsync()).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knows_an_id_that_came_back_as_a_string()
    {
        using var call = new TestCall(Pipe, "1");

        await _worker.WriteAsync($$$"""{"jsonrpc":"2.0","id":"{{{call.Call.Id}}}","result":{}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{}}""", (await call.NextAsync()).Text());
    }

    [Fact]
    public async Task Drops_answers_that_nobody_waits_for()
    {
        using var call = new TestCall(Pipe, "1");

        await _worker.WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{call.Call.Id + 1000}}},"result":{}}""");
        await _worker.WriteAsync("""{"jsonrpc":"2.0","id":"x","result":{}}""");
        await _worker.WriteAsync("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":""}}""");
        await _worker.EndAsync();

        Assert.False(call.HasMail);
        Assert.Equal(0, Pipe.Answered);
    }

    [Fact]
    public async Task Restores_progress_tokens()
    {
        using var call = new TestCall(Pipe, "1", "\"mine\"");
        var token = (long)(await _worker.ReadAsync())["params"]!["_meta"]!["progressToken"]!;
        Assert.Equal(call.Call.Id, token);

        await _worker.WriteAsync($$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1,"progressToken":{{{token}}}}}""");

        var mail = await call.NextAsync();
        Assert.Equal(MailKind.Notification, mail.Kind);
        Assert.Equal("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1,"progressToken":"mine"}}""", mail.Text());
    }

    [Fact]
    public async Task Drops_progress_that_nobody_asked_for_or_that_comes_late()
    {
        using var silent = new TestCall(Pipe, "1");
        using var done = new TestCall(Pipe, "2", "5");
        var progress = (long id) => $$$"""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1,"progressToken":{{{id}}}}}""";

        await _worker.WriteAsync(progress(silent.Call.Id));
        await _worker.WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{done.Call.Id}}},"result":{}}""");
        await _worker.WriteAsync(progress(done.Call.Id));
        await _worker.WriteAsync("""{"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1}}""");
        await _worker.EndAsync();

        Assert.False(silent.HasMail);
        Assert.Equal(MailKind.Answer, done.Next().Kind);
        Assert.False(done.HasMail);
        Assert.Empty(_worker.Events.Notifications);
    }

    [Fact]
    public async Task Gives_a_log_message_to_the_only_call_that_asked_for_it()
    {
        using var asking = new TestCall(_worker.Pipe, "1", wantsLog: true);
        using var other = new TestCall(_worker.Pipe, "2");
        const string Log = """{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}""";

        await _worker.WriteAsync(Log);

        Assert.Equal(Log, (await asking.NextAsync()).Text());
        using (var another = new TestCall(_worker.Pipe, "3", wantsLog: true))
        {
            await _worker.WriteAsync(Log);
            await _worker.AnswerAsync(new JsonObject { ["id"] = another.Call.Id }, "{}");
            Assert.Equal(MailKind.Answer, (await another.NextAsync()).Kind);
        }
        Assert.False(asking.HasMail);
        Assert.False(other.HasMail);
        Assert.Single(_worker.Events.Notifications);
    }

    [Fact]
    public async Task A_worker_may_end_a_subscription_and_nothing_else()
    {
        using var listening = new TestCall(_worker.Pipe, "1", method: "subscriptions/listen");
        using var call = new TestCall(_worker.Pipe, "2");

        await _worker.WriteAsync($"{{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{{\"requestId\":{call.Call.Id}}}}}");
        await _worker.WriteAsync($"{{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{{\"requestId\":{listening.Call.Id}}}}}");

        Assert.Equal(MailKind.EndOfStream, (await listening.NextAsync()).Kind);
        Assert.False(call.HasMail);
        Assert.Equal(1, _worker.Pipe.InFlight);
    }

    [Fact]
    public async Task Gives_what_belongs_to_a_subscription_to_its_call()
    {
        using var call = new TestCall(Pipe, "\"s\"");

        await _worker.WriteAsync($$$"""{"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":{{{call.Call.Id}}} } } }""");

        Assert.Contains("""subscriptionId":"s" }""", (await call.NextAsync()).Text(), StringComparison.Ordinal);
        Assert.Empty(_worker.Events.Notifications);
    }

    [Fact]
    public async Task Passes_other_notifications_on()
    {
        const string Changed = """{"jsonrpc":"2.0","method":"notifications/tools/list_changed"}""";

        await _worker.WriteAsync(Changed);
        await _worker.EndAsync();

        Assert.Equal([Changed], _worker.Events.Notifications);
    }

    [Fact]
    public async Task Cancels_by_the_workers_id_and_drops_the_answer()
    {
        using var call = new TestCall(Pipe, "\"mine\"");
        await _worker.ReadAsync();

        Pipe.Cancel(call.Call, "no longer wanted");
        Pipe.Cancel(call.Call, "once is enough");

        var cancelled = await _worker.ReadAsync();
        Assert.Equal("notifications/cancelled", (string?)cancelled["method"]);
        Assert.Equal(call.Call.Id, (long)cancelled["params"]!["requestId"]!);
        await _worker.WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{call.Call.Id}}},"result":{}}""");
        await _worker.EndAsync();
        Assert.False(call.HasMail);
        Assert.Null(await _worker.ReadLineAsync());
    }

    [Fact]
    public async Task Asks_to_cancel_all_and_still_takes_real_answers()
    {
        using var first = new TestCall(Pipe, "1");
        using var second = new TestCall(Pipe, "2");
        var one = await _worker.ReadAsync();
        await _worker.ReadAsync();

        Pipe.AskToCancelAll("shutting down");

        long[] asked = [(long)(await _worker.ReadAsync())["params"]!["requestId"]!, (long)(await _worker.ReadAsync())["params"]!["requestId"]!];
        Assert.Equal([first.Call.Id, second.Call.Id], asked.Order());
        await _worker.AnswerAsync(one, "{}");
        Assert.Equal(MailKind.Answer, (await first.NextAsync()).Kind);
        Assert.Equal(1, Pipe.InFlight);
    }

    [Fact]
    public async Task Answers_what_the_worker_asks()
    {
        await _worker.WriteAsync("""{"jsonrpc":"2.0","id":0,"method":"ping"}""");
        await _worker.WriteAsync("""{"jsonrpc":"2.0","id":"s","method":"sampling/createMessage","params":{}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":0,"result":{}}""", await _worker.ReadLineAsync());
        Assert.Equal(-32601, (int)(await _worker.ReadAsync())["error"]!["code"]!);
    }

    [Fact]
    public async Task Takes_batches()
    {
        using var first = new TestCall(Pipe, "1");
        using var second = new TestCall(Pipe, "2");

        await _worker.WriteAsync($$$"""
            [{"jsonrpc":"2.0","id":{{{second.Call.Id}}},"result":2}, 5, [{"jsonrpc":"2.0","id":{{{first.Call.Id}}},"result":1}]]
            """);

        Assert.EndsWith("\"result\":1}", (await first.NextAsync()).Text(), StringComparison.Ordinal);
        Assert.EndsWith("\"result\":2}", (await second.NextAsync()).Text(), StringComparison.Ordinal);
        Assert.Equal("5", Assert.Single(_worker.Events.Noise).Line);
    }

    [Fact]
    public async Task Keeps_noise_from_clients_and_goes_on()
    {
        using var call = new TestCall(Pipe, "1");

        await _worker.WriteAsync("Server listening!");
        await _worker.WriteAsync("");
        await _worker.WriteAsync($$"""{"id":{{call.Call.Id}},"name":"a product"}""");
        await _worker.WriteAsync(new string('[', 5_000));
        await _worker.WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{call.Call.Id}}},"result":{}}""");

        Assert.Equal("""{"jsonrpc":"2.0","id":1,"result":{}}""", (await call.NextAsync()).Text());
        Assert.Equal(3, _worker.Events.Noise.Count);
    }

    [Theory]
    [InlineData("""{"id":ID,"result":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":{},"error":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":{},"Id":1}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":{"broken""")]
    [InlineData("""{"result":DEEP,"jsonrpc":"2.0","id":ID}""")]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":DEEP}""")]
    public async Task Ends_the_call_of_an_answer_that_cannot_be_read(string line)
    {
        using var call = new TestCall(Pipe, "1");

        await _worker.WriteAsync(line.Replace("ID", $"{call.Call.Id}", StringComparison.Ordinal)
            .Replace("DEEP", new string('[', 300) + new string(']', 300), StringComparison.Ordinal));

        Assert.Equal("invalid_answer", (await call.NextAsync()).Error!.Reason);
        Assert.Single(_worker.Events.Noise);
    }

    [Fact]
    public async Task Repairs_what_is_not_UTF8()
    {
        using var call = new TestCall(Pipe, "1");

        await _worker.WriteAsync([.. Encoding.ASCII.GetBytes($$"""{"jsonrpc":"2.0","id":{{call.Call.Id}},"result":"caf"""), 0xe9, .. "\"}\n"u8]);

        Assert.Equal("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"caf\ufffd\"}", (await call.NextAsync()).Text());
    }

    [Fact]
    public async Task An_oversized_answer_fails_its_call_only()
    {
        using var large = new TestCall(Pipe, "1");
        using var small = new TestCall(Pipe, "2");

        await _worker.WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{large.Call.Id}}},"result":"{{{new string('x', 20_000)}}}"}""");
        await _worker.WriteAsync($$$"""{"jsonrpc":"2.0","id":{{{small.Call.Id}}},"result":{}}""");

        Assert.Equal("message_too_large", (await large.NextAsync()).Error!.Reason);
        Assert.Equal(MailKind.Answer, (await small.NextAsync()).Kind);
        Assert.True(Assert.Single(_worker.Events.Oversized).CallFound);
    }

    [Fact]
    public async Task An_oversized_request_of_the_worker_fails_no_call()
    {
        using var call = new TestCall(Pipe, "1");

        await _worker.WriteAsync($$$"""{"method":"sampling/createMessage","params":{"x":"{{{new string('x', 20_000)}}}"},"jsonrpc":"2.0","id":{{{call.Call.Id}}}}""");
        await _worker.EndAsync();

        Assert.False(call.HasMail);
        Assert.False(Assert.Single(_worker.Events.Oversized).CallFound);
    }

    [Fact]
    public async Task The_end_of_the_worker_fails_every_call()
    {
        using var first = new TestCall(Pipe, "1");
        using var second = new TestCall(Pipe, "2");

        Assert.Equal(2, Pipe.Fail(CallError.WorkerLost("exit 1")));

        Assert.Equal("worker_lost", (await first.NextAsync()).Error!.Reason);
        Assert.Equal("worker_lost", (await second.NextAsync()).Error!.Reason);
        Assert.Equal(0, Pipe.InFlight);
    }

    [Fact]
    public async Task A_call_after_the_end_was_not_started()
    {
        await _worker.EndAsync();
        Pipe.Fail(CallError.WorkerLost("exit 1"));

        using var call = new TestCall(Pipe, "1");

        Assert.False(call.WasSent);
        Assert.False(call.HasMail);
        Assert.Equal(0, Pipe.InFlight);
    }

    [Fact]
    public async Task A_call_after_the_end_of_input_was_not_started()
    {
        await _worker.CloseInputAsync();

        using var call = new TestCall(Pipe, "1");

        Assert.False(call.WasSent);
        Assert.Equal(0, Pipe.InFlight);
    }

    [Fact]
    public async Task No_call_is_lost_between_the_end_and_those_that_come_meanwhile()
    {
        for (var round = 0; round < 200; round++)
        {
            await using var worker = new FakeWorker();
            var sending = Task.Run(() => Enumerable.Range(0, 100).Select(i => new TestCall(worker.Pipe, $"{i}")).ToArray());
            await worker.EndAsync();
            worker.Pipe.Fail(CallError.WorkerLost("exit 1"));

            foreach (var call in await sending)
            {
                Assert.True(!call.WasSent || (await call.NextAsync()).Error is not null);
                call.Dispose();
            }
            Assert.Equal(0, worker.Pipe.InFlight);
        }
    }

    [Fact]
    public async Task A_worker_that_does_not_read_overloads_and_costs_no_more_memory()
    {
        var stuck = new WorkerPipe(Stream.Null, Stream.Null, 1 << 20, _worker.Events);
        var message = new byte[1 << 20];
        for (var i = 0; i < 100; i++)
            stuck.Send(message);

        using var call = new TestCall(stuck, $"\"{new string('x', 2 << 20)}\"");
        // Its id is replaced by a short one, so that it still fits; one with a large argument does not.
        Assert.True(call.WasSent);
        using var mailbox = new Mailbox(Room.Plenty, TimeProvider.System, Timeout.InfiniteTimeSpan);
        Assert.True(stuck.Send(new WorkerCall(WorkerPipe.NextId(), "a", [], [], AnswerShape.Unchanged, mailbox), new byte[2 << 20], []));
        Assert.Equal("overloaded", (await mailbox.NextAsync()).Error!.Reason);
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Lifecycle;

/// <summary>
/// Connections that come while the server goes: each gets its answer, a polite refusal, or is refused by the kernel. None is
/// reset after it was accepted, and none is closed without a response.
/// </summary>
public class StopUnderFireTests
{
    private const int Callers = 24;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_that_was_accepted_is_reset(bool asPid1)
    {
        for (var round = 0; round < 3; round++)
        {
            await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { AsPid1 = asPid1 });
            var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.July2026);
            var answers = new ConcurrentQueue<McpAnswer>();
            var underFire = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
            {
                while (true)
                {
                    var answer = await client.CallAsync("echo", new JsonObject { ["text"] = "hello" });
                    if (answer.Raw.Ending == RawEnding.Refused)
                        return;
                    answers.Enqueue(answer);
                    if (answers.Count >= 2 * Callers)
                        underFire.TrySetResult();
                }
            })).ToArray();
            await server.Guard.WatchAsync(underFire.Task, "calls");

            server.Send(Signal.Terminate);

            await server.Guard.WatchAsync(Task.WhenAll(callers), "the end of the callers");
            await server.AssertExitAsync(0);
            Assert.All(answers, AssertAnsweredOrRefused);
        }
    }

    private static void AssertAnsweredOrRefused(McpAnswer answer)
    {
        Assert.True(answer.IsAnswered, answer.ToString());
        if (answer.ErrorCode != 0)
            Assert.Equal((503, -31010), (answer.Raw.Status, answer.ErrorCode));
        else
            Assert.Equal("hello", answer.Text);
    }
}

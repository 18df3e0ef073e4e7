using System.Text.Json;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Http;

/// <summary>What <c>/health</c> says, and tests that wait until it says something.</summary>
internal static class HealthWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>The body of <c>/health</c>, whatever its status.</summary>
    public static async Task<JsonElement> HealthAsync(this SeaworthyProcess server)
    {
        var answer = await new RawHttp(server.Url).GetAsync("/health");
        Expect.That(answer.Ending == RawEnding.Complete, () => $"/health did not answer: {answer}\n{server.Describe()}");
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.Clone();
    }

    /// <summary>Waits until exactly so many calls are in flight. A call that goes to a worker has no log line to wait for.</summary>
    public static Task WaitForInFlightAsync(this SeaworthyProcess server, int count) =>
        server.WaitForHealthAsync(health => health.GetProperty("inFlight").GetInt32() == count, $"{count} calls in flight");

    /// <summary>Waits until exactly so many calls are queued.</summary>
    public static Task WaitForQueuedAsync(this SeaworthyProcess server, int count) =>
        server.WaitForHealthAsync(health => health.GetProperty("queued").GetInt32() == count, $"{count} calls queued");

    private static Task WaitForHealthAsync(this SeaworthyProcess server, Func<JsonElement, bool> isSo, string what)
    {
        return server.Guard.WatchAsync(PollAsync(), what);

        async Task PollAsync()
        {
            while (!isSo(await server.HealthAsync()))
                await Task.Delay(Interval, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}

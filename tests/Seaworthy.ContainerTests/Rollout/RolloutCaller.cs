using System.Net.Sockets;

namespace Seaworthy.ContainerTests.Rollout;

/// <summary>A client that calls one tool after the other, with a pause in between, until it is told to stop, on one connection while that lives.</summary>
/// <param name="client">Of the balancer.</param>
/// <param name="next">The call to make, after so many.</param>
internal sealed class RolloutCaller(RawMcp client, Func<int, RolloutRequest> next)
{
    // A machine that is busy with calls alone tells more of its own limits than of the deploy.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    /// <summary>Calls until <paramref name="stop"/>, and returns every call that was made.</summary>
    public async Task<List<RolloutCall>> RunAsync(CancellationToken stop)
    {
        var calls = new List<RolloutCall>();
        RawConnection? connection = null;
        while (!stop.IsCancellationRequested)
        {
            var (key, tool, arguments) = next(calls.Count);
            try
            {
                connection ??= await client.Http.OpenAsync();
                var answer = await client.CallAsync(connection, tool, arguments);
                calls.Add(new RolloutCall(key, Judge(answer), answer.ToString()));
                if (!answer.IsAnswered || answer.Raw.Header("Connection") == "close")
                {
                    connection.Dispose();
                    connection = null;
                }
            }
            catch (SocketException e)
            {
                calls.Add(new RolloutCall(key, Fate.Lost, e.Message));
            }
            await Task.Delay(Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
        connection?.Dispose();
        return calls;
    }

    private static Fate Judge(McpAnswer answer)
    {
        if (!answer.IsAnswered)
            return Fate.Lost;
        if (answer.ErrorCode == 0 && !(answer.Result.TryGetProperty("isError", out var failed) && failed.GetBoolean()))
            return Fate.Answered;
        return answer is { ErrorCode: -31010, Outcome: "not_started", Raw.Status: 503 } ? Fate.Refused : Fate.Lost;
    }
}

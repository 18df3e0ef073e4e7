using System.Net.Sockets;
using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Soak;

/// <summary>A client that calls one tool after the other until it is told, or sees, that the server goes away.</summary>
/// <param name="client">Connected.</param>
/// <param name="keepsConnection">Whether it uses one connection for as long as that lives, or a new one for each call.</param>
/// <param name="random">Chooses the tools.</param>
/// <param name="onAnswer">Told of each answer.</param>
internal sealed class SoakCaller(RawMcp client, bool keepsConnection, Random random, Action onAnswer)
{
    private static long _lastNumber;

    /// <summary>Calls, and returns every call that was made.</summary>
    public async Task<List<SoakCall>> RunAsync()
    {
        var calls = new List<SoakCall>();
        RawConnection? kept = null;
        // Who is refused honours Retry-After: by then there is a new process.
        while (calls.Count == 0 || calls[^1].Fate is Fate.Answered or Fate.ConnectionGone)
        {
            var number = Interlocked.Increment(ref _lastNumber);
            var isReused = kept is not null;
            var (tool, arguments, text) = Choose(number);
            try
            {
                var connection = kept ?? await client.Http.OpenAsync();
                var answer = await client.CallAsync(connection, tool, arguments);
                calls.Add(Judge(number, answer, text, isReused));
                kept = keepsConnection && answer.IsAnswered && answer.Raw.Header("Connection") != "close" ? connection : null;
                if (kept is null)
                    connection.Dispose();
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
            {
                calls.Add(new SoakCall(number, Fate.Unreachable, ""));
            }
        }
        kept?.Dispose();
        return calls;
    }

    private SoakCall Judge(long number, McpAnswer answer, string text, bool isReused)
    {
        if (answer.IsAnswered && answer.ErrorCode == 0 && answer.Text == text)
        {
            onAnswer();
            return new SoakCall(number, Fate.Answered, "");
        }
        if (answer.IsAnswered && answer is { ErrorCode: -31010, Outcome: "not_started", Raw.Status: 503 })
            return new SoakCall(number, Fate.Refused, answer.ToString());
        if (isReused && answer.Raw.Ending is (RawEnding.NoAnswer or RawEnding.ResetBeforeHead))
            return new SoakCall(number, Fate.ConnectionGone, answer.ToString());
        return new SoakCall(number, Fate.Lost, answer.ToString());
    }

    private (string Tool, JsonObject Arguments, string Text) Choose(long number) => random.Next(10) switch
    {
        < 6 => ("echo", new JsonObject { ["n"] = number, ["text"] = $"call {number}" }, $"call {number}"),
        < 8 => ("sleep", new JsonObject { ["n"] = number, ["ms"] = random.Next(60) }, "slept"),
        8 => ("progress", new JsonObject { ["n"] = number, ["steps"] = 3, ["ms"] = random.Next(20) }, "3 steps"),
        _ => ("partial", new JsonObject { ["n"] = number, ["ms"] = random.Next(20) }, "in two parts"),
    };
}

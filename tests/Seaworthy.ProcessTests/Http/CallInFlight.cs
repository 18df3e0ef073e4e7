using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Http;

/// <summary>A call that has begun and not ended.</summary>
internal sealed class CallInFlight
{
    private readonly SeaworthyProcess _server;
    private readonly Task<McpAnswer> _answer;

    private CallInFlight(SeaworthyProcess server, Task<McpAnswer> answer, long id) => (_server, _answer, Id) = (server, answer, id);

    /// <summary>Its JSON-RPC id.</summary>
    public long Id { get; }

    /// <summary>Calls a tool and waits until the call is counted. One at a time: it counts what others begin, too.</summary>
    public static async Task<CallInFlight> StartAsync(
        SeaworthyProcess server, RawMcp client, string tool, JsonObject? arguments = null, string? accept = null)
    {
        var before = (await server.HealthAsync()).GetProperty("inFlight").GetInt32();
        var (request, id) = client.Request("tools/call", new JsonObject { ["name"] = tool, ["arguments"] = arguments ?? [] });
        if (accept is not null)
            request = request with { Headers = new Dictionary<string, string>(request.Headers) { ["Accept"] = accept } };
        var call = new CallInFlight(server, AnswerAsync(client, request, id), id);
        await server.WaitForInFlightAsync(before + 1);
        return call;
    }

    /// <summary>Its end, which must be a whole answer.</summary>
    public async Task<McpAnswer> AnswerAsync()
    {
        var answer = await EndAsync();
        Expect.That(answer.IsAnswered, () => $"{answer}\n{_server.Describe()}");
        return answer;
    }

    /// <summary>Its end, whatever it is.</summary>
    public Task<McpAnswer> EndAsync() => _server.Guard.WatchAsync(_answer, "the answer");

    private static async Task<McpAnswer> AnswerAsync(RawMcp client, RawRequest request, long id) =>
        new(await client.Http.ExchangeAsync(request), id);
}

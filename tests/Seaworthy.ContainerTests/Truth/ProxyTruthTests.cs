using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Truth;

/// <summary>What nginx makes of sessions and streams.</summary>
public class ProxyTruthTests
{
    private const string SessionId = "Mcp-Session-Id";

    [Fact]
    public async Task A_session_in_memory_is_unknown_to_the_other_replica()
    {
        using var pair = await TruthPair.CheckedAsync("replicas-with-sessions");

        Assert.Contains(404, await CallAsync(pair.Wrong));
        Assert.All(await CallAsync(pair.Right), status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task A_stream_that_is_quiet_for_longer_than_the_timeout_is_cut()
    {
        using var pair = await TruthPair.CheckedAsync("proxy-idle-timeout");

        Assert.DoesNotContain("the message", await StreamAsync(pair.Wrong), StringComparison.Ordinal);
        Assert.Contains("the message", await StreamAsync(pair.Right), StringComparison.Ordinal);
    }

    private static async Task<int[]> CallAsync(string folder)
    {
        await using var deployed = await Deployed.StartAsync(folder);
        var http = await ReadyAsync(deployed);
        var session = (await http.GetAsync("/mcp")).Header(SessionId);
        Assert.NotEmpty(session);
        var statuses = new int[8];
        for (var call = 0; call < statuses.Length; call++)
            statuses[call] = (await http.ExchangeAsync(new RawRequest("GET", "/mcp") { Headers = new Dictionary<string, string> { [SessionId] = session } })).Status;
        return statuses;
    }

    private static async Task<string> StreamAsync(string folder)
    {
        await using var deployed = await Deployed.StartAsync(folder);
        var http = await ReadyAsync(deployed);
        return (await http.GetAsync("/mcp")).Body;
    }

    private static async Task<RawHttp> ReadyAsync(Deployed deployed)
    {
        var http = await deployed.HttpAsync(80, "proxy");
        // Every replica has to listen: nginx passes over one that refuses, and would hide the other's sessions.
        var replicas = (await deployed.ComposeAsync("ps", "--quiet", "server")).Split('\n').Length;
        await Eventually.IsAsync(
            async () => (await deployed.ComposeAsync("logs", "server")).Split("listening").Length > replicas,
            $"{replicas} servers", deployed.Server.DescribeAsync);
        await Eventually.IsAsync(
            async () => (await http.ExchangeAsync(new RawRequest("GET", "/ready"))).Status != 0, "nginx", deployed.Server.DescribeAsync);
        return http;
    }
}

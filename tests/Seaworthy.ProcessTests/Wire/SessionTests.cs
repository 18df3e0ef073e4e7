using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Lifecycle;

namespace Seaworthy.ProcessTests.Wire;

/// <summary>Sessions are bounded, but an id that was given stays good until its client ends it.</summary>
public class SessionTests
{
    [Fact]
    public async Task A_deleted_session_is_gone()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        using var stream = await client.OpenStreamAsync();

        Assert.Equal(204, (await client.Http.ExchangeAsync(client.Delete())).Status);

        Assert.Equal(RawEnding.Complete, (await server.Guard.WatchAsync(stream.ReadToEndAsync(), "the end of the stream")).Ending);
        Assert.Equal(404, (await client.CallAsync("echo")).Raw.Status);
        Assert.Equal(404, (await client.RequestAsync("ping")).Raw.Status);
        Assert.Equal(404, (await client.Http.ExchangeAsync(client.Delete())).Status);
        await StopAsync(server);
    }

    [Fact]
    public async Task A_session_that_nobody_opened_is_not_found_and_a_missing_one_is_a_mistake()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub());
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        var (request, _) = client.Request("ping");

        Assert.Equal(404, await StatusAsync(client, request, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        Assert.Equal(404, await StatusAsync(client, request, "stranger"));
        Assert.Equal(400, await StatusAsync(client, request, null));
        await StopAsync(server);
    }

    [Fact]
    public async Task A_session_that_had_to_make_room_keeps_working()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--max-sessions", "2"] });
        var clients = new List<RawMcp>();
        for (var i = 0; i < 5; i++)
            clients.Add(await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025));

        foreach (var client in clients)
            Assert.Equal("here", (await client.CallAsync("echo", new JsonObject { ["text"] = "here" })).Text);
        await StopAsync(server);
    }

    [Fact]
    public async Task When_every_session_is_in_use_a_new_one_is_refused()
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub() with { Options = ["--max-sessions", "1"] });
        var client = await RawMcp.ConnectAsync(server.Endpoint, Revision.November2025);
        using var stream = await client.OpenStreamAsync();
        await stream.ReadUntilAsync("retry:");

        var refused = await client.RequestAsync("initialize", new JsonObject { ["protocolVersion"] = Revision.November2025 });

        Assert.Equal((503, -31011, "not_started"), (refused.Raw.Status, refused.ErrorCode, refused.Outcome));
        await StopAsync(server);
    }

    private static async Task<int> StatusAsync(RawMcp client, RawRequest request, string? session)
    {
        var headers = new Dictionary<string, string>(request.Headers);
        headers.Remove("Mcp-Session-Id");
        if (session is not null)
            headers["Mcp-Session-Id"] = session;
        return (await client.Http.ExchangeAsync(request with { Headers = headers })).Status;
    }

    private static async Task StopAsync(SeaworthyProcess server)
    {
        server.Send(Signal.Terminate);
        await server.AssertExitAsync(0);
    }
}

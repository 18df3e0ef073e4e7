using System.Text.Json.Nodes;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Revisions;

/// <summary>Log messages of a server of 2026-07-28 for clients that set a level once for their session.</summary>
public class LogLevelTests
{
    [Theory]
    [MemberData(nameof(Revision.WithSessions), MemberType = typeof(Revision))]
    public async Task Its_messages_come_with_the_call_of_who_has_set_a_level_and_of_nobody_else(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(RunCommand.Stub("--revision", Revision.July2026));
        var (anne, bob) = (await RawMcp.ConnectAsync(server.Endpoint, revision), await RawMcp.ConnectAsync(server.Endpoint, revision));
        Assert.Equal("{}", (await anne.RequestAsync("logging/setLevel", new JsonObject { ["level"] = "info" })).Result.GetRawText());

        var (annes, bobs) = (await LogAsync(anne), await LogAsync(bob));

        Assert.Equal(2, annes.Notifications("notifications/message").Count());
        Assert.Equal("logged", annes.Text);
        Assert.Empty(bobs.Notifications("notifications/message"));
        Assert.Equal("logged", bobs.Text);
    }

    private static Task<McpAnswer> LogAsync(RawMcp client) => client.CallAsync("log", new JsonObject { ["count"] = 2 });
}

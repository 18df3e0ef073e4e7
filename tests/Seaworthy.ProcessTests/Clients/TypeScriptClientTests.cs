using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Clients;

/// <summary>server-everything behind <c>seaworthy run</c>, used by the official TypeScript clients.</summary>
public class TypeScriptClientTests
{
    private const string Old = "everything-1x.mjs";
    private const string New = "everything-2x.mjs";

    /// <summary>Script and revision; the empty one is the client's own choice, with auto it finds out.</summary>
    public static TheoryData<string, string> Clients => new() { { Old, "" }, { New, "" }, { New, Revision.July2026 }, { New, "auto" } };

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Everything_works_through_the_front(string script, string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(EverythingServer.Run());
        await using var client = NodeClient.Start(script, server.Endpoint, Arguments(revision));

        await client.SucceedsAsync();

        server.Send(Signal.Terminate);
        Assert.Equal(0, (await server.ExitAsync()).Code);
        Assert.Empty(server.Log.Strays);
    }

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_call_in_flight_is_answered_in_full_when_SIGTERM_comes(string script, string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(EverythingServer.Run());
        await using var client = NodeClient.Start(script, server.Endpoint, Arguments(revision).Append("--long=3"));
        await client.InCallAsync();

        server.Send(Signal.Terminate);

        await client.SucceedsAsync();
        Assert.Equal(0, (await server.ExitAsync()).Code);
        Assert.Equal("0", (await server.WaitForEventAsync(EventIds.Stopped)).Field("cut"));
        Assert.Empty(server.Descendants());
    }

    private static IEnumerable<string> Arguments(string revision) => revision.Length == 0 ? [] : [$"--revision={revision}"];
}

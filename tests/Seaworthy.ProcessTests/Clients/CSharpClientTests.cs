using System.Globalization;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Clients;

/// <summary>server-everything behind <c>seaworthy run</c>, used by the official C# client.</summary>
public class CSharpClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Every revision, and the client's own choice: it asks for the newest and falls back.</summary>
    public static TheoryData<string> Revisions => ["", Revision.June2025, Revision.November2025, Revision.July2026];

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Everything_works_through_the_front(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(EverythingServer.Run());
        var client = await ConnectAsync(server.Endpoint, revision);
        var journey = new CSharpJourney(client);

        await server.Guard.WatchAsync(journey.RunAsync(Cancellation), "the client's journey");
        await client.DisposeAsync();

        server.Send(Signal.Terminate);
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_call_in_flight_is_answered_in_full_when_SIGTERM_comes(string revision)
    {
        await using var server = await SeaworthyProcess.StartReadyAsync(EverythingServer.Run());
        await using var client = await ConnectAsync(server.Endpoint, revision);
        var inCall = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var progress = new SynchronousProgress(_ => inCall.TrySetResult());
        var call = client.CallToolAsync(
            "trigger-long-running-operation", new Dictionary<string, object?> { ["duration"] = 3, ["steps"] = 12 }, progress, cancellationToken: Cancellation).AsTask();
        await server.Guard.WatchAsync(Task.WhenAny(inCall.Task, call), "the call's first progress");

        server.Send(Signal.Terminate);

        var result = await server.Guard.WatchAsync(call, "the answer");
        Assert.Contains("completed", CSharpJourney.TextOf(result), StringComparison.Ordinal);
        Assert.Equal(0, (await server.ExitAsync()).Code);
        Assert.Equal("0", (await server.WaitForEventAsync(EventIds.Stopped)).Field("cut"));
    }

    internal static Task<McpClient> ConnectAsync(Uri endpoint, string revision)
    {
        var transport = new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = endpoint,
            TransportMode = HttpTransportMode.StreamableHttp,
            Name = string.Create(CultureInfo.InvariantCulture, $"C# client {revision}"),
        });
        // The client takes a slow answer to its first request for that of an older server.
        var options = new McpClientOptions { ProtocolVersion = revision.Length == 0 ? null : revision, DiscoverProbeTimeout = HangGuard.Limit };
        return McpClient.CreateAsync(transport, options, cancellationToken: Cancellation);
    }
}

using System.Net;

namespace Seaworthy.Hosting.Tests.Mcp;

/// <summary>Calls of a session whose handler runs elsewhere, or longer, than the request that brought them.</summary>
public class SessionCallTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_error_of_the_server_is_answered(bool perSession)
    {
        await using var server = await SessionServer.StartAsync(perSession, _ => { });

        var (status, body) = await server.CallAsync(2, "unknown");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Unknown tool", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_takes_too_long_is_cancelled_and_answered(bool perSession)
    {
        await using var server = await SessionServer.StartAsync(perSession, options => options.CallTimeout = TimeSpan.FromMilliseconds(300));

        var (status, body) = await server.CallAsync(2, "hold");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("-31014", body, StringComparison.Ordinal);
        await server.Cancelled.Task.WaitAsync(Hang, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_call_whose_client_has_left_may_take_no_longer()
    {
        await using var server = await SessionServer.StartAsync(perSession: false, options => options.CallTimeout = TimeSpan.FromSeconds(1));

        await server.CallAndLeaveAsync(2);

        await server.Cancelled.Task.WaitAsync(Hang, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_call_whose_client_has_left_keeps_its_place()
    {
        await using var server = await SessionServer.StartAsync(perSession: false, options => (options.MaxInFlight, options.MaxQueue) = (1, 0));
        await server.CallAndLeaveAsync(2);

        var (status, _) = await server.CallAsync(3, "unknown");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        server.Ends.SetResult();
        while ((await server.CallAsync(4, "unknown")).Status != HttpStatusCode.OK)
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }
}

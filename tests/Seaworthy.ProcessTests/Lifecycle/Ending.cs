using Seaworthy.Hosting.Telemetry;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Lifecycle;

/// <summary>What every stop is judged by.</summary>
internal static class Ending
{
    /// <summary>Waits for the exit; nothing that was started may be left.</summary>
    public static async Task<ExitReport> AssertExitAsync(this SeaworthyProcess server, int code)
    {
        var exit = await server.ExitAsync();
        Expect.That(exit.Code == code, () => $"Exit {exit.Code} instead of {code}.\n{server.Describe()}");
        Expect.That(!exit.OutputHeldOpen, server.Describe);
        Assert.Empty(server.Descendants());
        return exit;
    }

    /// <summary>What the last line says about the calls of the stop.</summary>
    public static async Task AssertAccountAsync(this SeaworthyProcess server, int answered, int cut)
    {
        var stopped = await server.WaitForEventAsync(EventIds.Stopped);
        Assert.Equal((answered, cut), ((int)stopped.Number("answered"), (int)stopped.Number("cut")));
    }
}

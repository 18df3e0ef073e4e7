using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Supervision;

/// <summary>For what nobody sends an event about, such as the end of somebody else's child.</summary>
internal static class Eventually
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until the look is satisfied.</summary>
    public static Task BecomesAsync(SeaworthyProcess server, Func<Task<bool>> look, string what) =>
        server.Guard.WatchAsync(LookAsync(look), what);

    /// <inheritdoc cref="BecomesAsync(SeaworthyProcess, Func{Task{bool}}, string)"/>
    public static Task BecomesAsync(SeaworthyProcess server, Func<bool> look, string what) =>
        BecomesAsync(server, () => Task.FromResult(look()), what);

    private static async Task LookAsync(Func<Task<bool>> look)
    {
        while (!await look())
            await Task.Delay(BetweenLooks, TimeProvider.System, TestContext.Current.CancellationToken);
    }
}

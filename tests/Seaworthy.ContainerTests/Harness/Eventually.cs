using System.Diagnostics;

namespace Seaworthy.ContainerTests.Harness;

/// <summary>For what no event tells: the daemon is asked, and asked again.</summary>
internal static class Eventually
{
    /// <summary>Far more than anything here takes on a busy two-core machine.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(60);

    // Each look starts a client of the daemon: more of them would take the processors from what is looked at.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(150);

    /// <summary>Looks until it is so; after the limit fails with what <paramref name="describe"/> returns.</summary>
    public static async Task IsAsync(Func<Task<bool>> look, string what, Func<Task<string>> describe, TimeSpan? limit = null)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await look())
        {
            if (Stopwatch.GetElapsedTime(began) > (limit ?? Limit))
                throw new HangException($"Waited {limit ?? Limit} for: {what}\n{await describe()}");
            await Task.Delay(BetweenLooks, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}

using System.Globalization;

namespace Seaworthy.ContainerTests.Rollout;

/// <summary>Callers at a balancer for as long as a deploy takes, and what became of their calls.</summary>
internal static class RolloutLoad
{
    private const int Callers = 16;

    /// <summary>Returns every call that was made; <paramref name="next"/> is told the caller and how many calls it has made.</summary>
    public static async Task<List<RolloutCall>> DuringAsync(Uri url, Func<string, int, RolloutRequest> next, Func<Task> deploy)
    {
        using var stop = new CancellationTokenSource();
        var callers = new List<Task<List<RolloutCall>>>();
        for (var i = 0; i < Callers; i++)
        {
            var name = $"caller-{i}";
            var caller = new RolloutCaller(await RawMcp.ConnectAsync(url, Revision.July2026), made => next(name, made));
            callers.Add(Task.Run(() => caller.RunAsync(stop.Token)));
        }
        try
        {
            await deploy();
        }
        finally
        {
            await stop.CancelAsync();
        }
        return (await Task.WhenAll(callers)).SelectMany(made => made).ToList();
    }

    /// <summary>How many calls had which fate.</summary>
    public static string Tally(List<RolloutCall> calls) =>
        string.Join(", ", calls.CountBy(call => call.Fate).Select(fate => string.Create(CultureInfo.InvariantCulture, $"{fate.Value} {fate.Key}")));
}

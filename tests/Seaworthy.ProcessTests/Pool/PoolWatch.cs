using System.Text.Json;
using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;
using Seaworthy.ProcessTests.Supervision;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>The workers of a server, and tests that wait until they are as they should be.</summary>
internal static class PoolWatch
{
    /// <summary>Every worker that <c>/health</c> names: first those with a seat.</summary>
    public static async Task<IReadOnlyList<PoolEntry>> WorkersAsync(this SeaworthyProcess server) =>
        [.. (await server.HealthAsync()).GetProperty("workers").EnumerateArray().Select(Read)];

    /// <summary>Waits until exactly so many workers are in a phase.</summary>
    public static Task WaitForWorkersAsync(this SeaworthyProcess server, string phase, int count) => Eventually.BecomesAsync(server,
        async () => (await server.WorkersAsync()).Count(worker => worker.Phase == phase) == count, $"{count} workers {phase}");

    private static PoolEntry Read(JsonElement worker) => new(
        worker.GetProperty("phase").GetString()!, Number(worker, "pid"), Number(worker, "calls"), Number(worker, "restarts"),
        worker.TryGetProperty("lastExit", out var end) ? end.GetString()! : "");

    private static int Number(JsonElement worker, string name) => worker.TryGetProperty(name, out var number) ? number.GetInt32() : 0;
}

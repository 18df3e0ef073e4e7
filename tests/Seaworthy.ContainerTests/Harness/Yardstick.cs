using System.Diagnostics;

namespace Seaworthy.ContainerTests.Harness;

/// <summary>
/// How fast this machine is just now: other tests and image builds share it, and promises in seconds are made for one that has
/// processor time to give. A container of the same image that only prints its help says how much slower things are.
/// </summary>
internal static class Yardstick
{
    /// <summary>The limit of a promise: as promised, or on a busy machine what the idle container takes.</summary>
    public static async Task<TimeSpan> LimitAsync(TimeSpan promise, string image)
    {
        var began = Stopwatch.GetTimestamp();
        await Docker.RunAsync("run", "--rm", "--pull", "never", image, "--help");
        var slow = Stopwatch.GetElapsedTime(began);
        return slow > promise ? slow : promise;
    }
}

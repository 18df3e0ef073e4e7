using System.Globalization;

namespace Seaworthy.ContainerTests.Harness;

/// <summary>
/// How long a container's process has been ready to run and got no processor, because other tests and image builds had it
/// (proc(5), /proc/PID/task/TID/schedstat, the second number): promises in seconds are made for a machine that has time to give.
/// </summary>
internal static class ProcessorWait
{
    /// <summary>The wait of all its threads so far.</summary>
    public static async Task<TimeSpan> OfAsync(Container container)
    {
        var pid = int.Parse(await container.InspectAsync("{{.State.Pid}}"), CultureInfo.InvariantCulture);
        var nanoseconds = 0L;
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{pid}/task"))
        {
            try
            {
                nanoseconds += long.Parse(File.ReadAllText($"{thread}/schedstat").Split(' ')[1], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // The thread has ended meanwhile.
            }
        }
        return TimeSpan.FromMicroseconds(nanoseconds / 1000.0);
    }
}

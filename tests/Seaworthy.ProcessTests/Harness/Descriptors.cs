using System.Globalization;

namespace Seaworthy.ProcessTests.Harness;

/// <summary>The open descriptors of the binary: a connection that is not let go of stays among them.</summary>
internal static class Descriptors
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>How many there are.</summary>
    public static int CountDescriptors(this SeaworthyProcess server) =>
        Directory.GetFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{server.Pid}/fd")).Length;

    /// <summary>Waits until there are no more than that. The kernel tells nobody when one is closed.</summary>
    public static Task WaitForDescriptorsAsync(this SeaworthyProcess server, int most)
    {
        return server.Guard.WatchAsync(PollAsync(), $"at most {most} descriptors instead of {server.CountDescriptors()}");

        async Task PollAsync()
        {
            while (server.CountDescriptors() > most)
                await Task.Delay(Interval, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}

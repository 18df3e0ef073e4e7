namespace Seaworthy.Processes.Tests;

/// <summary>For the state of processes that are not our children: nobody tells us of its changes.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Stub.Long, $"Never happened: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Stub.Cancelled);
        }
    }

    public static Task GoneAsync(int id) => TrueAsync(() => ProcStat.Read(id) is not { IsZombie: false }, $"process {id} ended");
}

using System.Text;

using Seaworthy.Processes.Native;

namespace Seaworthy.Processes;

/// <summary>The processes that belong to one worker: its session, and whatever carries its marker because it left the session.</summary>
/// <remarks>
/// The number of a session stays taken for as long as it has a member, and is free again afterwards. A process with
/// that number which is not the leader we started therefore means that nothing of the session was left.
/// </remarks>
/// <param name="sessionId">The session; 0 for none: then the marker alone tells.</param>
/// <param name="leaderStart">When its leader was started, in clock ticks since boot. Nothing older is ours.</param>
/// <param name="marker">The marker.</param>
/// <param name="time">The clock.</param>
internal sealed class Leftovers(int sessionId, ulong leaderStart, string marker, TimeProvider time)
{
    /// <summary>Never ours, whatever its session says. The kernel's threads, and whoever came from outside the pid namespace, are in session 0.</summary>
    private const int Init = 1;

    /// <summary>What outlives SIGKILL for so long is held by the kernel; waiting for it would keep the next worker from its start.</summary>
    private static readonly TimeSpan KernelPatience = TimeSpan.FromSeconds(1);

    /// <summary>One could miss a process in the middle of an exec: its environment reads as empty then.</summary>
    private const int EmptyLooks = 2;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    private readonly byte[] _marker = marker.Length > 0 ? Encoding.ASCII.GetBytes(marker) : throw new ArgumentException("Everything would carry it.", nameof(marker));

    /// <summary>Every one that is alive.</summary>
    public List<int> Find()
    {
        var all = ProcStat.ReadAll().Where(stat => stat.StartTicks >= leaderStart && stat.Id > Init && stat.Id != Environment.ProcessId).ToList();
        var reused = all.Exists(stat => stat.Id == sessionId && stat.StartTicks != leaderStart);
        return [.. all.Where(stat => !stat.IsZombie && (IsOfSession(stat, reused) || WorkerMarker.IsOn(stat.Id, _marker)))
            .Select(stat => stat.Id)];
    }

    /// <summary>
    /// Sends a signal to every one that is alive. Between the look and the signal lie microseconds, and the kernel hands out
    /// process ids in a circle, so that the number cannot have gone to somebody else.
    /// </summary>
    public List<int> Signal(ChildSignal signal)
    {
        var found = Find();
        foreach (var id in found)
            _ = Libc.Kill(id, (int)signal);
        return found;
    }

    /// <summary>
    /// Ends every one: SIGTERM, <paramref name="patience"/>, then SIGKILL again and again, because one that is
    /// being killed may just have started another. Looks again and again: nobody tells us of the end of a process that is not our child.
    /// </summary>
    /// <returns>How many there were.</returns>
    public async Task<int> SweepAsync(TimeSpan patience, CancellationToken kill)
    {
        var ended = new HashSet<int>(Signal(ChildSignal.Terminate));
        var asked = time.GetTimestamp();
        var emptyLooks = 0;
        while (emptyLooks < EmptyLooks && time.GetElapsedTime(asked) < patience + KernelPatience)
        {
            var impatient = kill.IsCancellationRequested || time.GetElapsedTime(asked) >= patience;
            var left = impatient ? Signal(ChildSignal.Kill) : Find();
            ended.UnionWith(left);
            emptyLooks = left.Count == 0 ? emptyLooks + 1 : 0;
            await Task.Delay(BetweenLooks, time, CancellationToken.None).ConfigureAwait(false);
        }

        return ended.Count;
    }

    private bool IsOfSession(ProcStat stat, bool reused) => sessionId > Init && stat.SessionId == sessionId && !reused;
}

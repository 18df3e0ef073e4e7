using System.Runtime.InteropServices;

using Seaworthy.Processes.Native;

namespace Seaworthy.Processes;

/// <summary>Takes in the orphans that workers leave, as PID 1 does anyway, so that they can be found and do not stay as zombies.</summary>
public static class Subreaper
{
    private static PosixSignalRegistration? _childEnded;
    private static int _isPosted;

    /// <summary>
    /// Becomes the parent of every orphaned descendant. As PID 1 there is nothing to do: the kernel makes us the parent, and the runtime
    /// reaps whatever it did not start itself.
    /// </summary>
    public static void Enable()
    {
        if (Environment.ProcessId == 1 || _childEnded is not null || OperatingSystem.IsWindows())
            return;

        _ = Libc.ProcessControl(Libc.ChildSubreaper, 1, 0, 0, 0);
        _childEnded = PosixSignalRegistration.Create(PosixSignal.SIGCHLD, _ => PostReap());
        PostReap();
    }

    /// <summary>One look finds every zombie, however many signals came before it.</summary>
    private static void PostReap()
    {
        if (Interlocked.Exchange(ref _isPosted, 1) == 0)
            Spawner.Post(Reap);
    }

    /// <summary>
    /// Asks for each adopted zombie by its own number. <c>waitpid(-1)</c> would take the exit status of a worker from under the
    /// runtime, which ends the whole process then ("Error while reaping child"). Runs where children are started, so that none
    /// is too young to be known.
    /// </summary>
    private static unsafe void Reap()
    {
        Volatile.Write(ref _isPosted, 0);
        foreach (var stat in ProcStat.ReadAll())
        {
            if (stat.IsZombie && stat.ParentId == Environment.ProcessId && !Spawner.IsLeader(stat.Id))
                _ = Libc.WaitPid(stat.Id, null, Libc.NoHang);
        }
    }
}

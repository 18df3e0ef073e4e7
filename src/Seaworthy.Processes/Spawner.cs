using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipes;

namespace Seaworthy.Processes;

/// <summary>The one thread on which children are started, and the only place that starts a process.</summary>
/// <remarks>
/// PR_SET_PDEATHSIG fires when the <em>thread</em> that forked ends, not when the process does; a thread-pool thread retires
/// after a few idle seconds and would take its workers along. This one lives as long as the process. Being the only one
/// also keeps an inheritable descriptor from leaking into another child that starts at the same moment.
/// </remarks>
internal static class Spawner
{
    private static readonly BlockingCollection<Action> Work = [];
    private static readonly ConcurrentDictionary<int, Process> Leaders = new();

    static Spawner() => new Thread(Run) { Name = "Seaworthy spawner", IsBackground = true }.Start();

    /// <summary>Whether the runtime holds this child, and will take its exit status.</summary>
    public static bool IsLeader(int id) => Leaders.ContainsKey(id);

    /// <summary>The runtime has taken the exit status of this child. Its number may by now be that of another.</summary>
    public static void Forget(int id, Process process) => Leaders.TryRemove(new KeyValuePair<int, Process>(id, process));

    /// <summary>Runs an action at a moment when no child is between its start and its entry in the list of leaders.</summary>
    public static void Post(Action action) => Work.Add(action);

    /// <summary>Starts the shim. The stream carries the <see cref="ExecStatus"/>.</summary>
    public static Task<(Process Process, Stream Status)> StartAsync(ProcessStartInfo start, Func<int, ExecRequest> request)
    {
        // The awaiting code must not continue on this thread: it would start waiting for itself.
        var started = new TaskCompletionSource<(Process, Stream)>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                started.SetResult(Start(start, request));
            }
            catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    private static (Process, Stream) Start(ProcessStartInfo start, Func<int, ExecRequest> request)
    {
        var status = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        try
        {
            foreach (var argument in request(int.Parse(status.GetClientHandleAsString(), provider: null)).ToArguments())
                start.ArgumentList.Add(argument);
#pragma warning disable RS0030 // Banned everywhere else: this is the place that the ban points to.
            var process = Process.Start(start)!;
#pragma warning restore RS0030
            Leaders[process.Id] = process;
            status.DisposeLocalCopyOfClientHandle();
            return (process, status);
        }
        catch
        {
            status.Dispose();
            throw;
        }
    }

    private static void Run()
    {
        foreach (var action in Work.GetConsumingEnumerable())
            action();
    }
}

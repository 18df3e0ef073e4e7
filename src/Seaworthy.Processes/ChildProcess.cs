using System.ComponentModel;
using System.Diagnostics;

using Seaworthy.Processes.Native;

namespace Seaworthy.Processes;

/// <summary>A running program with its three pipes: leader of a session and process group of its own, and dead when we are.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly OutOfMemoryKills _outOfMemory;
    private volatile bool _killed;

    private ChildProcess(Process process, string marker, OutOfMemoryKills outOfMemory, TimeProvider time)
    {
        _process = process;
        _outOfMemory = outOfMemory;
        Id = process.Id;
        Time = time;
        Leftovers = new Leftovers(Id, ProcStat.Read(Id)?.StartTicks ?? 0, marker, time);
        StandardInput = process.StandardInput.BaseStream;
        StandardOutput = process.StandardOutput.BaseStream;
        StandardError = process.StandardError.BaseStream;
        Exited = WatchAsync();
    }

    /// <summary>The executable that serves as <see cref="ExecShim"/>: this one.</summary>
    public static string? ShimPath { get; set; } = Environment.ProcessPath;

    /// <summary>The process id, which is also that of its group and of its session.</summary>
    public int Id { get; }

    /// <summary>What the program reads. Pipe reads and writes wait in epoll: no thread is held.</summary>
    public Stream StandardInput { get; }

    /// <summary>What the program writes. Need not end with the program: a descendant may hold the pipe.</summary>
    public Stream StandardOutput { get; }

    /// <summary>What the program writes to stderr.</summary>
    public Stream StandardError { get; }

    /// <summary>Completes when the program has ended, whoever still holds its pipes. Never faults.</summary>
    public Task<ChildExit> Exited { get; }

    internal Leftovers Leftovers { get; }

    internal TimeProvider Time { get; }

    /// <summary>Starts a program, and returns when it runs: the shim has become it.</summary>
    /// <exception cref="ChildStartException">The command cannot be started; the message says why.</exception>
    public static async Task<ChildProcess> StartAsync(ChildCommand command, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        var account = new AccountFiles().Find(command.User, command.Group);
        var marker = WorkerMarker.Create();
        var outOfMemory = OutOfMemoryKills.Now();

        var (process, status) = await SpawnAsync(command, account, marker).ConfigureAwait(false);
        var child = new ChildProcess(process, marker, outOfMemory, time ?? TimeProvider.System);
        if (await ExecStatus.ReadAsync(status).ConfigureAwait(false) is not { } failed)
            return child;

        await child.DisposeAsync().ConfigureAwait(false);
        throw new ChildStartException($"Cannot start '{command.FileName}': {failed.Describe(command)}.");
    }

    /// <summary>Sends a signal to the whole group; after the program's end to whatever it left behind, and to nobody else.</summary>
    public void Signal(ChildSignal signal)
    {
        _killed |= signal == ChildSignal.Kill;
        if (Exited.IsCompleted)
            _ = Leftovers.Signal(signal);
        else
            _ = Libc.Kill(-Id, (int)signal);
    }

    /// <summary>Sends a signal to the program alone, as a container runtime does; false when it has ended.</summary>
    public bool SignalLeader(ChildSignal signal)
    {
        _killed |= signal == ChildSignal.Kill;
        return !Exited.IsCompleted && Libc.Kill(Id, (int)signal) == 0;
    }

    /// <summary>Every live process that the program started, itself left out; also after its end.</summary>
    public IReadOnlyList<ProcessView> Descendants() =>
        [.. Leftovers.Find().Where(id => id != Id).Select(ProcessView.Read).OfType<ProcessView>()];

    /// <summary>
    /// Ends the program and everything it started: the end of its input, SIGTERM to the group, SIGKILL, each only when the step
    /// before was not enough in its time. May be called again with less patience while an earlier call waits.
    /// </summary>
    /// <param name="times">How patient each step is.</param>
    /// <param name="kill">Cancelled: SIGKILL at once.</param>
    public Task<StopReport> StopAsync(StopTimes times, CancellationToken kill)
    {
        ArgumentNullException.ThrowIfNull(times);
        return new StopLadder(this, times, kill).DescendAsync();
    }

    /// <summary>Kills what is left of the program and closes the pipes; pending reads and writes end with an exception.</summary>
    public async ValueTask DisposeAsync()
    {
        _ = await StopAsync(StopTimes.Immediate, new CancellationToken(canceled: true)).ConfigureAwait(false);
        await StandardOutput.DisposeAsync().ConfigureAwait(false);
        await StandardError.DisposeAsync().ConfigureAwait(false);
        if (Exited.IsCompleted)
            _process.Dispose();
    }

    private static async Task<(Process Process, Stream Status)> SpawnAsync(ChildCommand command, Account? account, string marker)
    {
        var start = new ProcessStartInfo
        {
            FileName = ShimPath ?? throw new ChildStartException("Cannot find the own executable, which starts every command."),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in ChildEnvironment.Changes(command, account, marker))
            start.Environment[name] = value;

        try
        {
            return await Spawner.StartAsync(start, statusDescriptor => new ExecRequest
            {
                StatusDescriptor = statusDescriptor,
                ParentId = Environment.ProcessId,
                OpenFiles = OpenFiles.OriginalSoftLimit,
                Account = account,
                WorkingDirectory = command.WorkingDirectory ?? "",
                Command = [command.FileName, .. command.Arguments],
            }).ConfigureAwait(false);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new ChildStartException($"Cannot start '{command.FileName}': {e.Message}", e);
        }
    }

    private async Task<ChildExit> WatchAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        Spawner.Forget(Id, _process);
        return new ChildExit(_process.ExitCode) { KilledByUs = _killed, OutOfMemory = _outOfMemory.HaveRisen() };
    }
}

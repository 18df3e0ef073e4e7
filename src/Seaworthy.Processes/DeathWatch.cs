using System.Globalization;
using System.Text;

using Seaworthy.Processes.Native;

namespace Seaworthy.Processes;

/// <summary>
/// This executable once more, as a process that waits for our end, whatever it is, and then ends what we started. The parent-death signal reaches
/// only our direct children: what they started, and containers, would stay after a SIGKILL.
/// </summary>
public sealed class DeathWatch : IAsyncDisposable
{
    /// <summary>The first argument that marks the watching process.</summary>
    public const string Verb = "--seaworthy-watch";

    private const string ProcessLine = "process";
    private const string EndedLine = "ended";
    private const string CommandLine = "command";
    private const string DoneLine = "done";
    private const char Separator = '\t';
    private const int NoSession = 0;

    /// <summary>What was being made when we died may be made only after it was first removed: a daemon goes on without the client that asked.</summary>
    private static readonly TimeSpan LateWork = TimeSpan.FromSeconds(3);

    private readonly ChildProcess _watcher;
    private readonly SemaphoreSlim _turn = new(1);

    private DeathWatch(ChildProcess watcher) => _watcher = watcher;

    /// <summary>Starts the watching process. Everything that is started from now on carries a mark by which it is found.</summary>
    public static async Task<DeathWatch> StartAsync()
    {
        var marker = WorkerMarker.Create();
        Environment.SetEnvironmentVariable(WorkerMarker.Variable, marker);
        return new DeathWatch(await ChildProcess.StartAsync(new ChildCommand { FileName = ChildProcess.ShimPath!, Arguments = [Verb, marker] }).ConfigureAwait(false));
    }

    /// <summary>Whether this process was started to watch: ask before anything else.</summary>
    public static bool IsCalled(string[] args) => args.Length == 2 && args[0] == Verb;

    /// <summary>Watches: reads what is to be ended until the one who writes it is gone, and ends it.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        // Our parent's end is what we are here for. It must not be ours.
        _ = Libc.ProcessControl(Libc.ParentDeathSignal, 0, 0, 0, 0);
        var lines = new List<string>();
        using (var input = new StreamReader(Console.OpenStandardInput()))
        {
            while (await input.ReadLineAsync().ConfigureAwait(false) is { } line)
                lines.Add(line);
        }

        // Nothing that is older than this process was started under its watch.
        var since = ProcStat.Read(Environment.ProcessId)?.StartTicks ?? ulong.MaxValue;
        _ = await SweepAsync(NoSession, since, args[1]).ConfigureAwait(false);
        foreach (var (sessionId, start) in Running(lines))
            _ = await SweepAsync(sessionId, start, args[1]).ConfigureAwait(false);
        var commands = Due(lines);
        await RunAllAsync(commands).ConfigureAwait(false);
        if (commands.Count == 0)
            return 0;
        await Task.Delay(LateWork, TimeProvider.System).ConfigureAwait(false);
        await RunAllAsync(commands).ConfigureAwait(false);
        return 0;
    }

    /// <summary>A process to end, with everything in its session. One that is gone already has the mark to be known by.</summary>
    public Task AddAsync(ChildProcess child)
    {
        ArgumentNullException.ThrowIfNull(child);
        return ProcStat.Read(child.Id) is { } stat
            ? WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{ProcessLine}{Separator}{stat.Id}{Separator}{stat.StartTicks}"))
            : Task.CompletedTask;
    }

    /// <summary>A process that is gone with all of its session: the number may go to somebody else.</summary>
    public Task RemoveAsync(ChildProcess child)
    {
        ArgumentNullException.ThrowIfNull(child);
        return WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{EndedLine}{Separator}{child.Id}"));
    }

    /// <summary>A command to run, one that removes what is no process of ours.</summary>
    public Task AddAsync(params IReadOnlyList<string> command) => WriteAsync($"{CommandLine}{Separator}{string.Join(Separator, command)}");

    /// <summary>A command that need not be run any more.</summary>
    public Task RemoveAsync(params IReadOnlyList<string> command) => WriteAsync($"{DoneLine}{Separator}{string.Join(Separator, command)}");

    /// <summary>Ends the watch: everything has been ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _watcher.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private static Dictionary<int, ulong> Running(List<string> lines)
    {
        var running = new Dictionary<int, ulong>();
        foreach (var words in lines.Select(line => line.Split(Separator)))
        {
            if (words[0] == ProcessLine)
                running[int.Parse(words[1], CultureInfo.InvariantCulture)] = ulong.Parse(words[2], CultureInfo.InvariantCulture);
            else if (words[0] == EndedLine)
                _ = running.Remove(int.Parse(words[1], CultureInfo.InvariantCulture));
        }
        return running;
    }

    private static List<string> Due(List<string> lines)
    {
        var due = new List<string>();
        foreach (var words in lines.Select(line => line.Split(Separator, 2)))
        {
            if (words[0] == CommandLine)
                due.Add(words[1]);
            else if (words[0] == DoneLine)
                _ = due.Remove(words[1]);
        }
        return due;
    }

    private static Task RunAllAsync(IEnumerable<string> commands) =>
        Task.WhenAll(commands.Select(command => command.Split(Separator)).Select(words => RunAsync(words[0], words[1..])));

    private static Task<int> SweepAsync(int sessionId, ulong since, string marker) =>
        new Leftovers(sessionId, since, marker, TimeProvider.System).SweepAsync(TimeSpan.Zero, new CancellationToken(canceled: true));

    private static async Task RunAsync(string program, string[] arguments)
    {
        try
        {
            await using var child = await ChildProcess.StartAsync(new ChildCommand { FileName = program, Arguments = arguments }).ConfigureAwait(false);
            var reading = Task.WhenAll(child.StandardOutput.CopyToAsync(Stream.Null), child.StandardError.CopyToAsync(Stream.Null));
            _ = await child.Exited.ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
        catch (Exception e) when (e is ChildStartException or IOException)
        {
            // Nobody is left to be told.
        }
    }

    private async Task WriteAsync(string line)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await _watcher.StandardInput.WriteAsync(Encoding.UTF8.GetBytes(line + "\n")).ConfigureAwait(false);
            await _watcher.StandardInput.FlushAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The watcher was killed. What we start still ends with us; only what left its session may not.
        }
        finally
        {
            _turn.Release();
        }
    }
}

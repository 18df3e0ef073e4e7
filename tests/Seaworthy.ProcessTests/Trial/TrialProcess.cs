using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Trial;

/// <summary><c>seaworthy trial</c>, the real binary.</summary>
internal sealed class TrialProcess : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>A whole trial takes minutes on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);

    private readonly List<string> _lines = [];
    private readonly TestProcess _process;

    private TrialProcess(IEnumerable<string> arguments) => _process = TestProcess.Start(Binaries.Seaworthy, ["trial", .. arguments], _lines.Add);

    /// <summary>The process of the trial.</summary>
    public int Pid => _process.Pid;

    /// <summary>Every live process that it started, whatever became of itself.</summary>
    public IReadOnlyList<ProcessEntry> Started => [.. ProcessTable.Marked(_process.Mark).Where(entry => entry.Pid != Pid)];

    /// <summary>Bounds every wait for it.</summary>
    public HangGuard Guard => _process.Guard;

    /// <summary>Starts it.</summary>
    public static TrialProcess Start(params string[] arguments) => new(arguments);

    /// <summary>Holds a whole trial, told as JSON.</summary>
    public static async Task<TrialVerdicts> HoldAsync(params string[] arguments)
    {
        await using var trial = new TrialProcess(["--format", "json", .. arguments]);
        var exit = await trial.ExitAsync();
        Assert.Empty(trial.Started);
        return new TrialVerdicts(exit.Code, string.Join('\n', trial._lines), trial._process.Errors);
    }

    /// <summary>Waits for its exit.</summary>
    public Task<ExitReport> ExitAsync() => _process.ExitAsync(Limit);

    /// <summary>What it wrote for people.</summary>
    public string Errors => _process.Errors;

    /// <summary>Waits until what it started is such. Nobody is told of the start of a stranger's child.</summary>
    public Task WaitForAsync(Func<IReadOnlyList<ProcessEntry>, bool> condition, string what)
    {
        return _process.Guard.WatchAsync(PollAsync(), what);

        async Task PollAsync()
        {
            while (!condition(Started))
                await Task.Delay(Interval, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

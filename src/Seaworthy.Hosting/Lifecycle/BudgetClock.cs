using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Lifecycle;

/// <summary>Measures the shutdown budget from the first signal and posts its moments.</summary>
internal sealed class BudgetClock(ShutdownBudget budget, TimeProvider time, Action<LifecycleLetter> post) : IDisposable
{
    private readonly List<ITimer> _timers = [];
    private ITimer? _answer;
    private ITimer? _end;
    private long _startedAt;
    private volatile bool _started;

    /// <summary>How long the stop has taken so far; zero before it.</summary>
    public TimeSpan Elapsed => _started ? time.GetElapsedTime(_startedAt) : TimeSpan.Zero;

    /// <summary>What is left until T; never negative.</summary>
    public TimeSpan Remaining => Max(budget.Total - Elapsed, TimeSpan.Zero);

    /// <summary>Starts the budget. Each moment is posted once, in this order.</summary>
    public void Start()
    {
        _startedAt = time.GetTimestamp();
        _started = true;
        if (budget.Delay > TimeSpan.Zero)
        {
            Arm(budget.Delay, new(LifecycleLetter.Subject.Trigger, LifecycleTrigger.DelayElapsed,
                $"shutdown delay {DurationText.Format(budget.Delay)} is over"));
        }
        Arm(budget.CancelAfter, new(LifecycleLetter.Subject.Trigger, LifecycleTrigger.CancelDue,
            $"cancel grace {DurationText.Format(budget.CancelGrace)} begins"));
        _answer = Arm(budget.AnswerAfter, new(LifecycleLetter.Subject.AnswerDue));
        _end = Arm(budget.Total, new(LifecycleLetter.Subject.Trigger, LifecycleTrigger.BudgetSpent,
            $"shutdown timeout {DurationText.Format(budget.Total)} is over"));
    }

    /// <summary>
    /// The cancel phase begins now. When that is early (a second SIGINT), it still lasts no longer than the cancel grace:
    /// whoever pressed Ctrl+C twice does not wait for T.
    /// </summary>
    public void BeginCancelPhase()
    {
        var end = Min(Remaining, budget.CancelGrace);
        _answer?.Change(Max(end - (budget.Total - budget.AnswerAfter), TimeSpan.Zero), Timeout.InfiniteTimeSpan);
        _end?.Change(end, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _timers.ForEach(timer => timer.Dispose());

    private ITimer Arm(TimeSpan due, LifecycleLetter letter)
    {
        var timer = time.CreateTimer(_ => post(letter), null, due, Timeout.InfiniteTimeSpan);
        _timers.Add(timer);
        return timer;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}

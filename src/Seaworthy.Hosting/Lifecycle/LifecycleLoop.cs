using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;

namespace Seaworthy.Hosting.Lifecycle;

/// <summary>
/// The life of the server. Anyone may post triggers; this loop reads them one by one, asks <see cref="LifecycleTable"/>
/// and is the only writer of <see cref="Phase"/>. What a phase means is done in <see cref="Enter"/>.
/// </summary>
internal sealed partial class LifecycleLoop : IDisposable
{
    /// <summary>What stop steps get for killing, once the budget is spent. Well inside the platform's margin.</summary>
    private static readonly TimeSpan ForceGrace = TimeSpan.FromMilliseconds(500);

    private const double LongestRetry = 5;

    private static readonly TimeSpan PulseInterval = TimeSpan.FromSeconds(1);

    private readonly Channel<LifecycleLetter> _letters = Channel.CreateUnbounded<LifecycleLetter>(new() { SingleReader = true });
    private readonly TaskCompletionSource<int> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _cancelling = new();
    private readonly CancellationTokenSource _answering = new();
    private readonly CancellationTokenSource _budgetEnd = new();
    private readonly ShutdownBudget _budget;
    private readonly string _budgetText;
    private readonly InFlightCalls _calls;
    private readonly TimeProvider _time;
    private readonly ILogger<LifecycleLoop> _log;
    private readonly BudgetClock _clock;
    private readonly StopSteps _stopSteps;
    private readonly long _createdAt;
    private volatile LifecyclePhase _phase = LifecyclePhase.Starting;
    private volatile string? _reason = "still starting";
    private volatile bool _hasBeenReady;
    private volatile TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _heartbeat;

    // Only the loop touches these.
    private int _interrupts;
    private bool _gaveUp;
    private bool _fault;

    /// <param name="budget">How long a stop may take.</param>
    /// <param name="calls">The calls a drain waits for.</param>
    /// <param name="stopSteps">What ends after the last call. Not enumerated before.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public LifecycleLoop(
        ShutdownBudget budget, InFlightCalls calls, IEnumerable<IStopStep> stopSteps, TimeProvider time, ILogger<LifecycleLoop> log)
    {
        (_budget, _calls, _time, _log) = (budget, calls, time, log);
        _budgetText = DurationText.Format(budget.Total);
        _createdAt = _heartbeat = time.GetTimestamp();
        _clock = new BudgetClock(budget, time, letter => _letters.Writer.TryWrite(letter));
        _stopSteps = new StopSteps(stopSteps, log, _budgetEnd.Token);
        QuietPeriod = new QuietPeriod(time);
        Doorway = new Doorway(time);
    }

    /// <summary>How long a stop may take.</summary>
    public ShutdownBudget Budget => _budget;

    /// <summary>The calls a drain waits for.</summary>
    public InFlightCalls Calls => _calls;

    /// <summary>Where the server is.</summary>
    public LifecyclePhase Phase => _phase;

    /// <summary>Why it is not ready, for health and humans; null while it is.</summary>
    public string? Reason => _reason;

    /// <summary>Whether it was ever ready.</summary>
    public bool HasBeenReady => _hasBeenReady;

    /// <summary>Time since this was created.</summary>
    public TimeSpan Uptime => _time.GetElapsedTime(_createdAt);

    /// <summary>When the loop last read its queue, as a timestamp of the <see cref="TimeProvider"/>. Renewed every second.</summary>
    public long Heartbeat => Interlocked.Read(ref _heartbeat);

    /// <summary>How long ago <see cref="Heartbeat"/> was.</summary>
    public TimeSpan HeartbeatAge => _time.GetElapsedTime(Heartbeat);

    /// <summary>Cancelled when no new work is taken any more.</summary>
    public CancellationToken Draining => _draining.Token;

    /// <summary>Cancelled when calls in flight must be cancelled.</summary>
    public CancellationToken Cancelling => _cancelling.Token;

    /// <summary>Cancelled when each call that is left must be answered at once.</summary>
    public CancellationToken Answering => _answering.Token;

    /// <summary>New calls are refused.</summary>
    public bool IsRefusing => _phase >= LifecyclePhase.Draining;

    /// <summary>Responses carry <c>Connection: close</c>.</summary>
    public bool SaysClose => _phase >= LifecyclePhase.Announcing;

    /// <summary>
    /// What <c>Retry-After</c> and <c>retry:</c> say, in whole seconds from 1 to 5: the rest of the budget is the longest that a
    /// stop may take, and few take it; clients that wait for all of it miss a server that is long back.
    /// </summary>
    public TimeSpan ExpectedDowntime =>
        TimeSpan.FromSeconds(SaysClose ? Math.Clamp(Math.Ceiling(_clock.Remaining.TotalSeconds), 1, LongestRetry) : 1);

    /// <summary>What is left until T; all of it before a stop.</summary>
    public TimeSpan RemainingBudget => _clock.Remaining;

    /// <summary>The last moments before the listener closes; the front touches it.</summary>
    public QuietPeriod QuietPeriod { get; }

    /// <summary>Where connections come in; shut before the listener closes.</summary>
    public Doorway Doorway { get; }

    /// <summary>The exit code, once the life is over.</summary>
    public Task<int> Completion => _completion.Task;

    /// <summary>Completes when the phase is another than the given one. Phases that are short may be missed.</summary>
    public Task WhenNot(LifecyclePhase phase)
    {
        // Read before the phase: a change between the two completes this one.
        var left = _left;
        return _phase == phase ? left.Task : Task.CompletedTask;
    }

    /// <summary>Something happened. Thread-safe, never blocks.</summary>
    public void Post(LifecycleTrigger trigger, string? reason = null) =>
        _letters.Writer.TryWrite(new(LifecycleLetter.Subject.Trigger, trigger, reason));

    /// <summary>A signal that drains. Repeated ones change nothing.</summary>
    public void RequestDrain(string signalName) => Post(LifecycleTrigger.DrainRequested, signalName);

    /// <summary>SIGINT: the first drains, the second goes to the cancel phase, the third exits 1 at once.</summary>
    public void Interrupt() => _letters.Writer.TryWrite(new(LifecycleLetter.Subject.Interrupt));

    /// <summary>Runs until the end of the life; returns the exit code.</summary>
    /// <param name="hostAborted">The host is gone: end without waiting for anything.</param>
    public async Task<int> RunAsync(CancellationToken hostAborted)
    {
        using var pulse = _time.CreateTimer(
            _ => _letters.Writer.TryWrite(new(LifecycleLetter.Subject.Pulse)), null, PulseInterval, PulseInterval);
        using var aborted = hostAborted.Register(() =>
        {
            Post(LifecycleTrigger.DrainRequested, "the host was aborted");
            Post(LifecycleTrigger.BudgetSpent, "the host was aborted");
        });
        try
        {
            while (_phase != LifecyclePhase.Stopped)
            {
                var letter = await _letters.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                Interlocked.Exchange(ref _heartbeat, _time.GetTimestamp());
                Read(letter);
            }
            await _stopSteps.ForceAsync(ForceGrace, _time).ConfigureAwait(false);
            _completion.TrySetResult(Conclude());
        }
        catch (Exception exception)
        {
            LogLoopFailed(exception);
            _completion.TrySetResult(ExitCode.CutOrFault);
        }
        _letters.Writer.TryComplete();
        _clock.Dispose();
        return await Completion.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The token sources stay: others hold their tokens, and without timers they own nothing.
        _clock.Dispose();
    }

    private void Read(LifecycleLetter letter)
    {
        switch (letter.About)
        {
            case LifecycleLetter.Subject.Trigger:
                Apply(letter.Trigger, letter.Reason);
                break;
            case LifecycleLetter.Subject.Interrupt:
                ApplyInterrupt(++_interrupts);
                break;
            case LifecycleLetter.Subject.AnswerDue:
                if (_calls.Count > 0)
                    LogAnsweringWithError(_calls.Count);
                Cancel(_answering);
                break;
        }
    }

    private void ApplyInterrupt(int count)
    {
        if (count == 1)
            Apply(LifecycleTrigger.DrainRequested, "SIGINT");
        else if (count == 2)
            Apply(LifecycleTrigger.CancelDue, "second SIGINT");
        else
            Apply(LifecycleTrigger.BudgetSpent, "third SIGINT");
    }

    private void Apply(LifecycleTrigger trigger, string? reason)
    {
        reason ??= trigger.ToString();
        // A server that is lost while it stops anyway was not lost for good; a fault is a fault at any time.
        _gaveUp |= trigger == LifecycleTrigger.GiveUp && !SaysClose;
        _fault |= trigger == LifecycleTrigger.Fault;
        var from = _phase;
        var to = LifecycleTable.Next(from, trigger);
        if (to != from)
            Enter(from, to, reason);
        else if (trigger == LifecycleTrigger.LostReady && !SaysClose)
            _reason = reason;
        else if (trigger == LifecycleTrigger.DrainRequested)
            LogStopRepeated(reason);
        if (to == LifecyclePhase.Announcing && from != to && _budget.Delay == TimeSpan.Zero)
            Apply(LifecycleTrigger.DelayElapsed, reason);
    }

    private void Enter(LifecyclePhase from, LifecyclePhase to, string reason)
    {
        _reason = to == LifecyclePhase.Ready ? null : reason;
        _hasBeenReady |= to == LifecyclePhase.Ready;
        var stopBegins = from < LifecyclePhase.Announcing && to >= LifecyclePhase.Announcing;
        if (stopBegins)
        {
            _calls.BeginAccount();
            _clock.Start();
        }
        var doorCloses = from < LifecyclePhase.Draining && to >= LifecyclePhase.Draining;
        if (doorCloses)
            _calls.CloseToNewWork();
        if (to == LifecyclePhase.Cancelling)
            _clock.BeginCancelPhase();
        _phase = to;
        Interlocked.Exchange(ref _left, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        LogPhaseChanged(from, to, reason);
        if (stopBegins)
            LogStopBegan(reason, _calls.Count, _budgetText);
        if (doorCloses)
        {
            Cancel(_draining);
            _ = FinishDrainAsync();
        }
        if (to == LifecyclePhase.Cancelling && _calls.Count > 0)
            LogCancellingCalls(_calls.Count);
        if (to >= LifecyclePhase.Cancelling)
            Cancel(_cancelling);
        if (to == LifecyclePhase.Stopped)
        {
            if (_calls.Count > 0)
                LogBudgetSpent(reason, _calls.Count);
            Cancel(_answering);
            Cancel(_budgetEnd);
        }
    }

    private async Task FinishDrainAsync()
    {
        try
        {
            await _calls.WhenEmpty().WaitAsync(_budgetEnd.Token).ConfigureAwait(false);
            await Task.WhenAll(_stopSteps.RunOnceAsync(), QuietPeriod.WaitAsync(_budgetEnd.Token)).ConfigureAwait(false);
            await Doorway.ShutAsync(_budgetEnd.Token).ConfigureAwait(false);
            // Continuations are never refused, so one may have begun meanwhile.
            await _calls.WhenEmpty().WaitAsync(_budgetEnd.Token).ConfigureAwait(false);
            Post(LifecycleTrigger.Drained, "every call is answered");
        }
        catch (OperationCanceledException)
        {
            // The budget ended first; the loop does the rest.
        }
    }

    private int Conclude()
    {
        // Whatever is still in flight now dies with the process.
        var cut = _calls.Cut + _calls.Count;
        var exitCode = _gaveUp ? ExitCode.NeverReady
            : _fault || cut > 0 || _interrupts >= 3 ? ExitCode.CutOrFault
            : ExitCode.AllAnswered;
        LogStopped(_calls.Answered, cut, _clock.Elapsed.TotalSeconds, exitCode);
        return exitCode;
    }

    /// <summary>Callbacks run elsewhere: they are others' code, and may block or throw.</summary>
    private void Cancel(CancellationTokenSource source) =>
        source.CancelAsync().ContinueWith(
            static (task, self) => ((LifecycleLoop)self!).LogCallbackFailed(task.Exception!),
            this, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}

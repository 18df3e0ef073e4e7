namespace Seaworthy.Hosting.Contract;

/// <summary>
/// The time a stop may take, and how it is spent. One formula for the runtime, the generated deployment files, the
/// linter and the trial.
/// </summary>
/// <remarks>
/// <code>
/// signal                                  T - cancel grace      T - answer margin   T
///   |-- shutdown delay --|---- drain --------------|---- cancel ----------|---------|
///   not ready, serving    no new work               calls are cancelled    rest is   SIGKILL, exit 1
///                                                                          answered
/// </code>
/// The platform's own grace must exceed <c>preStop + T + 5 s</c> (<see cref="PlatformGrace"/>): Kubernetes counts the
/// preStop hook inside <c>terminationGracePeriodSeconds</c>, and a SIGKILL that races the forced exit hides its exit code.
/// </remarks>
/// <param name="Total">T: from the first signal to the forced exit. Default 30 s.</param>
/// <param name="Delay">How long the server announces that it is going while it still serves. Default 0 s; 5 s in Kubernetes.</param>
/// <param name="CancelGrace">How long before T outstanding calls are cancelled. Default 3 s.</param>
internal sealed record ShutdownBudget(TimeSpan Total, TimeSpan Delay, TimeSpan CancelGrace)
{
    /// <summary>What the platform needs beyond T to see an exit code instead of its own SIGKILL.</summary>
    public static readonly TimeSpan PlatformMargin = TimeSpan.FromSeconds(5);

    /// <summary>The most of T that is kept for writing the last error answers.</summary>
    private static readonly TimeSpan MaxAnswerMargin = TimeSpan.FromMilliseconds(250);

    /// <summary>30 s in all, no delay, 3 s for cancellation.</summary>
    public static ShutdownBudget Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromSeconds(3));

    /// <summary>From the signal to the moment in which outstanding calls are cancelled.</summary>
    public TimeSpan CancelAfter => Total - CancelGrace;

    /// <summary>From the signal to the moment in which the calls that are left are answered with an error.</summary>
    public TimeSpan AnswerAfter => Total - (CancelGrace / 2 < MaxAnswerMargin ? CancelGrace / 2 : MaxAnswerMargin);

    /// <summary>The least grace the platform must give, with a preStop hook of the given length.</summary>
    public TimeSpan PlatformGrace(TimeSpan preStop) => preStop + Total + PlatformMargin;

    /// <summary>What a stop looks like, in the order in which it happens, for people.</summary>
    public string Describe() =>
        (Delay > TimeSpan.Zero ? $"on SIGTERM not ready for {DurationText.Format(Delay)} while still serving; " : "on SIGTERM ") +
        $"calls in flight may finish, at {DurationText.Format(CancelAfter)} they are cancelled, at {DurationText.Format(Total)} " +
        $"the process exits; the platform must wait at least {DurationText.Format(PlatformGrace(TimeSpan.Zero))}";

    /// <summary>What is wrong with these numbers; empty when nothing is.</summary>
    public IEnumerable<string> Validate()
    {
        if (Total <= TimeSpan.Zero)
            yield return $"shutdown-timeout is {DurationText.Format(Total)}; it must be more than 0s. Set --shutdown-timeout or SEAWORTHY_SHUTDOWN_TIMEOUT, for example 30s.";
        if (Delay < TimeSpan.Zero || CancelGrace < TimeSpan.Zero)
            yield return "shutdown-delay and cancel-grace must not be negative.";
        if (Total > TimeSpan.Zero && Delay + CancelGrace >= Total)
        {
            yield return $"shutdown-delay {DurationText.Format(Delay)} + cancel-grace {DurationText.Format(CancelGrace)} leave nothing of " +
                $"shutdown-timeout {DurationText.Format(Total)} for the drain. Set --shutdown-timeout or SEAWORTHY_SHUTDOWN_TIMEOUT above " +
                $"{DurationText.Format(Delay + CancelGrace)}, or lower the other two.";
        }
    }
}

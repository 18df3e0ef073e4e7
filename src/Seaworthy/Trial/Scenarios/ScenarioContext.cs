using Seaworthy.Trial.Calls;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial.Scenarios;

/// <summary>What a scenario works with.</summary>
/// <param name="Starter">Starts servers.</param>
/// <param name="Options">How the trial is held.</param>
/// <param name="Survey">What is known of the server.</param>
/// <param name="Random">Chooses moments, from the seed.</param>
/// <param name="Cancel">The trial is given up.</param>
internal sealed record ScenarioContext(ServerStarter Starter, TrialOptions Options, Survey Survey, Random Random, CancellationToken Cancel)
{
    /// <summary>From the signal to the latest exit that is no broken promise: the budget, and a moment for the process to go.</summary>
    public TimeSpan StopLimit => Options.Budget + TimeSpan.FromSeconds(1);

    /// <summary>The same when nothing is in flight: nothing is waited for, so it need not take long.</summary>
    public TimeSpan PromptLimit => TimeSpan.FromSeconds(Math.Clamp(Options.Budget.TotalSeconds / 2, 1, 8));

    /// <summary>How long a call takes that a stop can easily wait for.</summary>
    public TimeSpan InCallLength => Survey.Slow?.FixedLength ?? TimeSpan.FromSeconds(Math.Clamp(Options.Budget.TotalSeconds / 2, 0.8, 3));

    /// <summary>Why nothing can be in the middle of a call while the server stops; null when it can.</summary>
    public string? NoInCall => Survey.Slow switch
    {
        null => Survey.NoSlowCall,
        { FixedLength: { } length } when length > Options.Budget * 0.8 => "the slow call takes longer than the budget leaves. Name a shorter one, or write {ms} or {seconds} in it.",
        { FixedLength: { } length } when length < TimeSpan.FromMilliseconds(500) => "the slow call is over at once. Name one that takes longer, or write {ms} or {seconds} in it.",
        _ => null,
    };

    /// <summary>Starts a server and waits until it answers.</summary>
    public Task<(Server Server, McpSession Session)> StartAsync() => Starter.StartReadyAsync(Survey.Revision, Survey.HealthPath, Cancel);

    /// <summary>
    /// Starts a call that takes a while, and returns when the server surely works on it: a short call that was sent later, on a connection of its own, has
    /// been answered. Time alone would not tell on a busy machine.
    /// </summary>
    public async Task<Task<CallRecord>> BeginSlowCallAsync(Server server, McpSession session, TimeSpan length)
    {
        var call = session.CallAsync(Survey.Slow!.Prepare(length), null, length + Options.Budget + TimeSpan.FromSeconds(10), Cancel);
        // A call that ends sooner than that is answered before the signal, and shows as that.
        var head = TimeSpan.FromMilliseconds(Math.Min(300, length.TotalMilliseconds / 3));
        _ = await Task.WhenAny(call, Task.Delay(head, server.Time, Cancel));
        _ = await Task.WhenAny(call, CallAsync(session));
        return call;
    }

    /// <summary>One call of the load.</summary>
    public Task<CallRecord> CallAsync(McpSession session, long? dueAt = null) =>
        session.CallAsync(Survey.Load.Prepare(TimeSpan.Zero), dueAt, CallTimeout, Cancel);

    /// <summary>One call of the load by a client that has just come.</summary>
    public async Task<CallRecord> CallAsNewClientAsync(Server server)
    {
        var (session, record) = await server.TryConnectAsync(Survey.Revision, Cancel);
        return session is null ? record : await CallAsync(session);
    }

    /// <summary>How long a short call may take before it counts as lost.</summary>
    public static TimeSpan CallTimeout { get; } = TimeSpan.FromSeconds(10);
}

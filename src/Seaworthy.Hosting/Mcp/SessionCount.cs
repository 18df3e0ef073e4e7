using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Mcp;

/// <summary>How many sessions the SDK holds. Many clients never end theirs.</summary>
internal sealed class SessionCount(SeaworthyOptions options)
{
    private int _open;

    /// <summary>Sessions that are open now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Idle sessions that the SDK may keep: it ends the oldest beyond that, so that new clients find room.</summary>
    public int MaxIdle => Math.Max(1, options.MaxSessions * 3 / 4);

    /// <summary>Why no session may be opened; null when one may.</summary>
    public CallError? Refusal => Open < options.MaxSessions
        ? null
        : CallError.Overloaded($"{options.MaxSessions} sessions are open, SEAWORTHY_MAX_SESSIONS", TimeSpan.FromSeconds(5));

    /// <summary>Counts a session for as long as it runs.</summary>
    public async Task RunAsync(Func<Task> session)
    {
        Interlocked.Increment(ref _open);
        try
        {
            await session().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}

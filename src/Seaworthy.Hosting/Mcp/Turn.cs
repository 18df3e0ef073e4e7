namespace Seaworthy.Hosting.Mcp;

/// <summary>Lets one after the other in. While nobody waits, which is nearly always, each way costs one interlocked operation.</summary>
internal sealed class Turn
{
    private int _here; // Whoever has the turn, and those who wait for it.
    private SemaphoreSlim? _waiting;

    /// <summary>Takes the turn, if nobody has it.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _here, 1, 0) == 0;

    /// <summary>Takes the turn, after everybody who has it or waits for it.</summary>
    public Task TakeAsync() => Interlocked.Increment(ref _here) == 1 ? Task.CompletedTask : Waiting().WaitAsync();

    /// <summary>Gives it to the next.</summary>
    public void Give()
    {
        if (Interlocked.Decrement(ref _here) > 0)
            Waiting().Release();
    }

    private SemaphoreSlim Waiting() => LazyInitializer.EnsureInitialized(ref _waiting, static () => new SemaphoreSlim(0));
}

namespace Seaworthy.Hosting.Limits;

/// <summary>
/// Counts the bytes that are held for clients and workers: bodies, lines on their way, answers that a slow client has not
/// taken. What would exceed the limit is refused before it is held, so that a flood costs answers and not the process.
/// </summary>
/// <param name="limit">The most that is held, in bytes.</param>
internal sealed class MemoryBudget(long limit)
{
    private long _held;

    /// <summary>The limit, in bytes.</summary>
    public long Limit => limit;

    /// <summary>Bytes held now.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>A quarter of what the container, or else the machine, has.</summary>
    public static long DefaultLimit => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    /// <summary>Takes room for that many bytes; false when there is not enough, and nothing is taken.</summary>
    public bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= limit)
            return true;
        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    /// <summary>Gives room back.</summary>
    public void Release(long bytes) => Interlocked.Add(ref _held, -bytes);
}

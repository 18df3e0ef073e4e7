using Seaworthy.Hosting.Limits;

namespace Seaworthy.Run.Upstream;

/// <summary>The room that the held part of one response takes. To hold is a courtesy: without room, bytes pass as they come.</summary>
/// <param name="memory">What is held for all calls together.</param>
/// <param name="most">The most that one response may take, in bytes.</param>
internal sealed class HeldRoom(MemoryBudget memory, long most) : IDisposable
{
    /// <summary>Not worth the bookkeeping: most messages are smaller, and Kestrel holds as much for a connection.</summary>
    public const int Free = 4096;

    private long _reserved;

    /// <summary>Whether so many bytes may be held in all.</summary>
    public bool TryResize(long bytes)
    {
        var more = Math.Max(0, bytes - Free) - _reserved;
        if (bytes > most || (more > 0 && !memory.TryReserve(more)))
            return false;
        if (more < 0)
            memory.Release(-more);
        _reserved += more;
        return true;
    }

    public void Dispose()
    {
        memory.Release(_reserved);
        _reserved = 0;
    }
}

using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Limits;

namespace Seaworthy.Hosting.Http;

/// <summary>The room that one request takes in memory until it has ended: its body, and the copy on its way to the worker.</summary>
internal sealed class RequestRoom(MemoryBudget memory) : IDisposable
{
    private const int Copies = 2;

    /// <summary>What a request is told for which there is no room.</summary>
    public static CallError Refusal { get; } = CallError.Overloaded("no memory is left for the request, --max-buffered", TimeSpan.FromSeconds(1));

    private long _reserved;

    /// <summary>Makes sure that there is room for a body of that many bytes in all.</summary>
    public bool TryGrowTo(long body)
    {
        var more = body * Copies - _reserved;
        if (more <= 0)
            return true;
        if (!memory.TryReserve(more))
            return false;
        _reserved += more;
        return true;
    }

    public void Dispose()
    {
        memory.Release(_reserved);
        _reserved = 0;
    }
}

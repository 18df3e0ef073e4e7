using Seaworthy.Hosting.Limits;

namespace Seaworthy.Tests.Run.Bridge.Calls;

/// <summary>Room for tests that are not about memory.</summary>
internal static class Room
{
    public static MemoryBudget Plenty => new(1 << 30);
}

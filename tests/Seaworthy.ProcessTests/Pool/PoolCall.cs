using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Pool;

/// <summary>One call of a load.</summary>
/// <param name="Number">Its argument <c>n</c>, by which the stub's ledger knows it.</param>
/// <param name="Answer">What came back.</param>
internal sealed record PoolCall(int Number, McpAnswer Answer)
{
    /// <summary>A whole result came.</summary>
    public bool IsGood => Answer is { IsAnswered: true, ErrorCode: 0 };
}

using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge;

/// <summary>What every request of the bridge works with.</summary>
internal sealed record BridgeContext(
    LifecycleLoop Lifecycle, WorkerPool Pool, SessionTable Sessions, BridgeLimits Limits, TimeProvider Time)
{
    /// <summary>The calls a drain waits for.</summary>
    public InFlightCalls Calls => Lifecycle.Calls;
}

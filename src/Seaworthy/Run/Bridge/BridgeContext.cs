using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Run.Bridge.Affinity;
using Seaworthy.Run.Bridge.Http;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Retry;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Bridge;

/// <summary>What every request of the bridge works with.</summary>
internal sealed record BridgeContext(
    LifecycleLoop Lifecycle, WorkerPool Pool, SessionTable Sessions, BridgeLimits Limits, TimeProvider Time)
{
    /// <summary>Which calls are repeated when their worker dies.</summary>
    public RetryRule Retry { get; init; } = new(RetryMode.Off, new ToolHints());

    /// <summary>Where it is told what no client is.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>What workers gave out, and who comes back with it.</summary>
    public Handles Handles { get; } = new(new TaskBook(Pool, new LiveTasks(Pool, Lifecycle.Calls, Time, Lifecycle.Cancelling, Lifecycle.Answering)));

    /// <summary>How event streams are kept alive.</summary>
    public StreamRules Rules { get; } = new(Limits.PollAfter, Time);

    /// <summary>The calls a drain waits for.</summary>
    public InFlightCalls Calls => Lifecycle.Calls;
}

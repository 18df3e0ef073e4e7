using Microsoft.Extensions.Logging;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Isolation;

/// <summary>How processes for single sessions are started and spoken to.</summary>
/// <param name="Worker">The command. A spare has all the time that it takes until somebody comes.</param>
/// <param name="Stdio">The limits of what it says.</param>
/// <param name="StartTimeout">How long it may take to answer the client's <c>initialize</c>.</param>
/// <param name="Time">The clock.</param>
/// <param name="Loggers">The logs.</param>
internal sealed record IsolationPlan(WorkerPlan Worker, StdioPlan Stdio, TimeSpan StartTimeout, TimeProvider Time, ILoggerFactory Loggers)
{
    public ILogger Log { get; } = Loggers.CreateLogger("Seaworthy.Run.Isolation");
}

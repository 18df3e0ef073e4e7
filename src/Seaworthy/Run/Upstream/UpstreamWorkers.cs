using Microsoft.Extensions.Logging;
using Seaworthy.Processes;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Upstream;

/// <summary>Makes workers of processes that serve HTTP themselves.</summary>
internal sealed class UpstreamWorkers(UpstreamTarget target, TimeProvider time, ILogger<UpstreamWorker> log) : IWorkerKind
{
    public WorkerBirth Prepare(ChildCommand command) => new(command, child => new UpstreamWorker(child, target, time, log));
}

using Microsoft.Extensions.Logging;
using Seaworthy.Processes;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Upstream;

/// <summary>Makes workers of processes that serve HTTP themselves.</summary>
internal sealed class UpstreamWorkers(UpstreamTarget target, TimeProvider time, ILogger<UpstreamWorker> log) : IWorkerKind
{
    public Worker Create(ChildProcess child) => new UpstreamWorker(child, target, time, log);
}

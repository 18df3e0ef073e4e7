using Microsoft.Extensions.Logging;
using Seaworthy.Processes;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Upstream;

/// <summary>Makes workers of processes that serve HTTP themselves, each on a port of its own.</summary>
internal sealed class UpstreamWorkers(UpstreamTarget target, TimeProvider time, ILogger<UpstreamWorker> log) : IWorkerKind
{
    private readonly UpstreamPorts _ports = new(target.Url.Port);

    public WorkerBirth Prepare(ChildCommand command)
    {
        var port = _ports.Take();
        var own = target.OnPort(port);
        var environment = new Dictionary<string, string?>(command.Environment) { ["PORT"] = own.Port };
        return new WorkerBirth(command with { Environment = environment }, child => new UpstreamWorker(child, own, time, log), () => _ports.Release(port));
    }
}

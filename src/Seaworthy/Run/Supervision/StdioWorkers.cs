using Microsoft.Extensions.Logging;
using Seaworthy.Processes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Modern;
using Seaworthy.Run.Bridge.Sessions;

namespace Seaworthy.Run.Supervision;

/// <summary>Makes workers of processes that speak over their standard input and output.</summary>
internal sealed class StdioWorkers(StdioPlan plan, SessionTable sessions, ListenHub hub, TimeProvider time, ILogger<StdioWorker> log) : IWorkerKind
{
    public WorkerBirth Prepare(ChildCommand command) => new(command, Create);

    private StdioWorker Create(ChildProcess child)
    {
        var noise = new NoiseLog(child.Id, plan.MaxMessage, log);
        var voice = new WorkerVoice(child.Id, noise, sessions, hub, log);
        var pipe = new WorkerPipe(child.StandardInput, child.StandardOutput, plan.MaxMessage, voice);
        var learner = plan.LearnsTools is { } hints ? new ToolLearner(pipe, hints, time, log) : null;
        var worker = new StdioWorker(child.Id, pipe, plan, time, log) { NoiseLog = noise, Hub = hub, Learner = learner };
        voice.OnToolsChanged = worker.LearnTools;
        return worker;
    }
}

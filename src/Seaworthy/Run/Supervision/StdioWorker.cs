using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Processes;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Modern;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Run.Supervision;

/// <summary>A worker that speaks MCP over its standard input and output.</summary>
internal class StdioWorker(int pid, WorkerPipe pipe, StdioPlan plan, TimeProvider time, ILogger log)
    : Worker(pid, time.GetTimestamp())
{
    private string _finding = "";

    public WorkerPipe Pipe { get; } = pipe;

    /// <summary>What it says that is no message.</summary>
    public NoiseLog? NoiseLog { get; init; }

    /// <summary>Where what it tells of goes.</summary>
    public ListenHub? Hub { get; init; }

    /// <summary>Learns its tools; null when nobody wants to know.</summary>
    public ToolLearner? Learner { get; init; }

    public override long Noise => NoiseLog?.Count ?? 0;

    public override long Answered => Pipe.Answered;

    public override long Heard => Pipe.Heard;

    public override bool MayBeBusy => Pipe.MayBeBusy;

    /// <summary>A polite server leaves 60 ms after the end of its input.</summary>
    public override StopTimes StopTimes { get; } = new(AfterEndOfInput: TimeSpan.FromSeconds(1), AfterTerm: TimeSpan.FromSeconds(1));

    public override string Readiness => "it answered its handshake";

    public override string Finding => _finding;

    public override Task RunAsync() => Pipe.RunAsync();

    public override Task Closed => Pipe.InputClosed;

    public override async Task GetReadyAsync(CancellationToken cancellation)
    {
        using var silence = new SilentStart(Pid, time, log);
        var handshake = new Handshake(Pipe, plan, time);
        try
        {
            Identity = await handshake.RunAsync(cancellation).ConfigureAwait(false);
            Hub?.Attach(this);
        }
        catch (Exception) when (handshake.IsGuessing)
        {
            // Some servers of older revisions end on whatever comes before initialize (Rust, rmcp): the next one is not asked.
            plan.Era.IsModern = false;
            DeservesAnotherStart = true;
            throw;
        }
        finally
        {
            _finding = silence.Finding;
        }
        LearnTools();
    }

    /// <summary>They are new, or may have changed.</summary>
    public void LearnTools()
    {
        if (Identity is { } identity && identity.Has("tools"))
            _ = Learner?.LearnAsync(identity.IsModern);
    }

    public override bool HasAnsweredProbe => Identity is { IsModern: true };

    public override async Task<bool> ProbeAsync()
    {
        var (method, parameters) = Identity!.IsModern ? (Methods.Discover, ModernMeta.OwnParams) : (Methods.Ping, "{}");
        var answer = await WorkerQuestion.AskAsync(Pipe, method, parameters, time, CancellationToken.None).ConfigureAwait(false);
        // An error is a sign of life as well.
        return answer is { Kind: MailKind.Answer };
    }

    public override void LogReady(double seconds) =>
        SupervisionLog.Ready(log, Pid, Identity!.Name ?? "a server without a name", Identity.Version ?? "?", Identity.Revision, seconds);

    public override void CancelCalls(string reason) => Pipe.AskToCancelAll(reason);

    public override void CloseInput() => Pipe.CloseInput();

    public override void Fail(CallError error)
    {
        Pipe.Fail(error);
        Hub?.Detach(this);
    }
}

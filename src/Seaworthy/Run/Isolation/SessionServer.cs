using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Envelopes;
using Seaworthy.Run.Bridge;
using Seaworthy.Run.Bridge.Calls;
using Seaworthy.Run.Bridge.Revisions;
using Seaworthy.Run.Bridge.Sessions;
using Seaworthy.Run.Bridge.Streams;
using Seaworthy.Run.Supervision;
using Seaworthy.Run.Supervision.Pool;

namespace Seaworthy.Run.Isolation;

/// <summary>
/// The server of one session: a process of its own, and when that dies another one, to which the client is introduced again as
/// it introduced itself. Everything that the process says goes to this client, everything that this client says to the process.
/// </summary>
internal sealed class SessionServer(SessionServers all, Introduction introduction, SessionStreams streams, BridgeContext bridge)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<Mail> _firstAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClientQuestions _questions = new();
    private readonly Lock _gate = new();
    private IsolatedProcess? _process;
    private bool _isRunning;
    private bool _isOver;

    /// <summary>What its client said about itself.</summary>
    public Introduction Introduction { get; } = introduction;

    /// <summary>The streams of its session.</summary>
    public SessionStreams Streams { get; } = streams;

    /// <summary>The session, once it is open.</summary>
    public Session? Session { get; set; }

    /// <summary>What its calls work with: a pool of their own, with one worker.</summary>
    public BridgeContext Bridge { get; } = bridge;

    /// <summary>The process, while there is one.</summary>
    public IsolatedProcess? Process => Volatile.Read(ref _process);

    /// <summary>Whether something is on its way to it or from it.</summary>
    public bool IsBusy =>
        !FirstAnswer.IsCompleted || Session is { Calls.IsEmpty: false } || !_questions.IsEmpty || Bridge.Pool.Queued > 0 || HasTasks;

    /// <summary>Whether tasks go on in it.</summary>
    public bool HasTasks => !Bridge.Handles.Tasks.IsEmpty;

    /// <summary>What the first process answered to the client's own <c>initialize</c>, or why none did.</summary>
    public Task<Mail> FirstAnswer => _firstAnswer.Task;

    /// <summary>Its client was introduced to another process, long ago.</summary>
    public void Resume() => _firstAnswer.TrySetResult(Mail.Arrival);

    /// <summary>Sees to it that there is a process, or will be. Called whenever the client wants something of it.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            if (_isRunning || _isOver)
                return;
            _isRunning = true;
        }
        _ = all.GuardAsync(RunAsync());
    }

    /// <summary>The session is over, or is not to have a process for the time being.</summary>
    public void End(string why)
    {
        IsolatedProcess? process;
        lock (_gate)
            (_isOver, process) = (true, _process);
        all.Remove(this);
        Bridge.Handles.Tasks.Abandon();
        Bridge.Pool.Close();
        if (process?.Worker is { } worker)
            IsolationLog.Ended(all.Log, worker.Pid, why);
        process?.Stop();
    }

    /// <summary>A notification of the client.</summary>
    public void Send(byte[] message)
    {
        Wake();
        Process?.Worker?.Pipe.Send(message);
    }

    /// <summary>The client's answer to something that the worker has asked.</summary>
    public void Answer(ReadOnlySpan<byte> message, in Envelope envelope) => _questions.TryAnswer(message, envelope);

    /// <summary>The worker asks the client; false when it must be refused.</summary>
    public bool TryAsk(ReadOnlySpan<byte> line, in Envelope envelope, WorkerPipe pipe)
    {
        if (envelope.Method == Methods.Ping || _questions.Add(line, envelope, pipe) is not { } question)
            return false;
        Say(question);
        return true;
    }

    /// <summary>The worker tells the client something that belongs to no call by name.</summary>
    public void Tell(ReadOnlySpan<byte> line, in Envelope envelope)
    {
        if (envelope.Method == Methods.Cancelled)
        {
            if (_questions.TryWithdraw(line, envelope, out var withdrawn))
                Say(withdrawn);
        }
        else if (envelope.Method == Methods.LogMessage)
        {
            Say(EnvelopeRewriter.ToArray(line, []));
        }
        else
        {
            Streams.Own.Append(EnvelopeRewriter.ToArray(line, []));
        }
    }

    /// <summary>Introduces the client to a process.</summary>
    /// <exception cref="HandshakeException">It would not have it.</exception>
    public async Task<WorkerIdentity> GreetAsync(WorkerPipe pipe, CancellationToken cancellation)
    {
        if (Session is { } session)
            Introduction.Subscriptions = session.Subscriptions;
        var greeting = new Greeting(pipe, Introduction, all.Time);
        var answer = await greeting.InitializeAsync(cancellation).ConfigureAwait(false);
        // The client itself says that it is initialised, and what it subscribes to; to later processes we say it.
        if (!_firstAnswer.TrySetResult(answer) && answer.ErrorCode == 0)
            await greeting.ReplayAsync((method, refusal) => IsolationLog.NotReplayed(all.Log, Process?.Worker?.Pid ?? 0, method, refusal), cancellation).ConfigureAwait(false);
        return Greeting.Identify(answer);
    }

    /// <summary>A process takes calls from now on.</summary>
    public void Serve(Worker worker)
    {
        worker.LogReady(0);
        Bridge.Pool.Add(worker);
    }

    /// <summary>It takes no more.</summary>
    public void Leave(Worker worker, string why) => Bridge.Pool.Remove(worker, why);

    private void Say(byte[] message)
    {
        if (Session is { } session)
            session.Say(message);
        else
            Streams.Own.Append(message);
    }

    private async Task RunAsync()
    {
        var backoff = new Backoff(Random.Shared, new ReplacementTokens(all.Time));
        while (true)
        {
            var process = all.Take();
            lock (_gate)
            {
                if (_isOver)
                    process.Stop();
                _process = process;
            }
            process.Belong(this);
            var end = await process.Ended.ConfigureAwait(false);
            if (!OnEnd(process, end))
                return;
            await Task.Delay(backoff.AfterDeath(end.HadAnswered), all.Time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Whether another process is to be started at once; else the client's next message starts one.</summary>
    private bool OnEnd(IsolatedProcess process, WorkerEnd end)
    {
        foreach (var message in _questions.Abandon())
            Say(message);
        if (process.Worker is { } worker)
            Bridge.Pool.Remove(worker, end.Description);
        var wasFirst = _firstAnswer.TrySetResult(Mail.Failure(CallError.WorkerUnavailable(end.Description, RetryAfter)));
        bool goesOn;
        lock (_gate)
        {
            _process = null;
            goesOn = _isRunning = !_isOver && !wasFirst && !all.IsStopping && (IsBusy || Streams.Own.HasReader);
        }
        if (!_isOver)
            IsolationLog.Died(all.Log, process.Worker?.Pid ?? 0, end.Sentence, goesOn ? "Another is started" : "Another is started when its client comes back", end.LastWords);
        return goesOn;
    }
}

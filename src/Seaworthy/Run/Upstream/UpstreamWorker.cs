using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Processes;
using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Upstream;

/// <summary>A worker that serves HTTP itself. Its connections are its own, and end with it.</summary>
internal sealed class UpstreamWorker(ChildProcess child, UpstreamTarget target, TimeProvider time, ILogger log)
    : Worker(child.Id, time.GetTimestamp())
{
    /// <summary>A connection breaks a moment before the kernel tells us that the process has ended, and how.</summary>
    private static readonly TimeSpan DeathNotice = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<UpstreamAttempt, byte> _attempts = new();
    private readonly UpstreamReadiness _readiness = new(child.Id, target, time, log);
    private readonly CallEnding _closing = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CallError? _end;
    private long _answered;
    private long _heard;

    public UpstreamTarget Target { get; } = target;

    /// <summary>Cancelled when it will be stopped: streams that are no calls end now.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Completes when it has ended and calls find another worker, or none.</summary>
    public Task Gone => _gone.Task;

    public HttpMessageInvoker Client { get; } = UpstreamClient.Create();

    public override long Answered => Interlocked.Read(ref _answered);

    public override long Heard => Interlocked.Read(ref _heard);

    /// <summary>
    /// SIGTERM at once: there is no other way to ask. By then every call is answered, so that what is left is its own
    /// tidying up, and not worth the half minute after which many servers force themselves out.
    /// </summary>
    public override StopTimes StopTimes { get; } = new(AfterEndOfInput: TimeSpan.Zero, AfterTerm: TimeSpan.FromSeconds(2));

    public override string Readiness => _readiness.Text;

    public override string Finding => _readiness.Finding;

    /// <summary>Until its process ends: a server may close its standard output and still serve.</summary>
    public override Task RunAsync() => Task.WhenAll(new StdoutLines(child.StandardOutput, Pid, log).RunAsync(), child.Exited);

    public override Task GetReadyAsync(CancellationToken cancellation) => _readiness.WaitAsync(Client, cancellation);

    public override void LogReady(double seconds) => UpstreamLog.Ready(log, Pid, Target.Url, seconds);

    /// <summary>A call is with it from here until the result is disposed.</summary>
    public IDisposable Enter(UpstreamAttempt attempt)
    {
        _attempts[attempt] = 0;
        if (Volatile.Read(ref _end) is not null)
            attempt.OnWorkerLost();
        return new Stay(this, attempt);
    }

    public void CountAnswer() => Interlocked.Increment(ref _answered);

    /// <summary>It has sent something.</summary>
    public void Hear() => Interlocked.Increment(ref _heard);

    public override bool CanBeProbed => Target.HealthPath is not null;

    public override bool HasAnsweredProbe => CanBeProbed;

    /// <summary>Only its health path can be asked: an open port is kept open by the kernel, whatever the server does.</summary>
    public override async Task<bool> ProbeAsync()
    {
        if (!await _readiness.IsAliveAsync(Client, Closing).ConfigureAwait(false))
            return false;
        Hear();
        return true;
    }

    public override void CancelCalls(string reason)
    {
        foreach (var attempt in _attempts.Keys)
            attempt.CancelAtServer(reason);
    }

    /// <summary>Closes every connection to it: many servers wait for those before they end.</summary>
    public override void CloseInput()
    {
        _closing.Set(EndReason.WorkerLost);
        Client.Dispose();
    }

    /// <summary>Ends also the calls whose connection something that the worker left behind still holds open.</summary>
    public override void Fail(CallError error)
    {
        Volatile.Write(ref _end, error);
        CloseInput();
        foreach (var attempt in _attempts.Keys)
            attempt.OnWorkerLost();
        _gone.TrySetResult();
    }

    /// <summary>Whether its process has ended, or is about to.</summary>
    public async Task<bool> IsEndingAsync()
    {
        await Task.WhenAny(child.Exited, Task.Delay(DeathNotice, time, CancellationToken.None)).ConfigureAwait(false);
        return child.Exited.IsCompleted;
    }

    /// <summary>What a call is told whose connection broke.</summary>
    public async Task<CallError> ExplainAsync(string how)
    {
        if (Volatile.Read(ref _end) is { } end)
            return end;
        return await IsEndingAsync().ConfigureAwait(false)
            ? CallError.WorkerLost((await child.Exited.ConfigureAwait(false)).Describe())
            : CallError.WorkerLost(how) with
            {
                Message = $"The server broke off its answer to this call ({how}). The call may or may not have taken effect.",
            };
    }

    private sealed class Stay(UpstreamWorker worker, UpstreamAttempt attempt) : IDisposable
    {
        public void Dispose() => worker._attempts.TryRemove(attempt, out _);
    }
}

using System.Threading.Tasks.Sources;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Limits;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>
/// Carries mail from the worker's reader, from timers and from the lifecycle to the one request that writes it to its
/// client. Posting never blocks, so that a slow client cannot hold up the others; what a slow client does not take in
/// time is dropped, oldest notification first, and the answer never.
/// </summary>
internal sealed class Mailbox : IMailReceiver, IValueTaskSource, IDisposable
{
    /// <summary>Notifications that wait for a slow reader at most.</summary>
    public const int MaxWaiting = 1024;

    private readonly Lock _gate = new();
    private readonly Queue<Mail> _waiting = new();
    private readonly ITimer _silence;
    private ManualResetValueTaskSourceCore<bool> _arrival = new() { RunContinuationsAsynchronously = true };
    private readonly MemoryBudget _memory;
    private bool _isAwaited;
    private bool _isClosed;
    private long _held;

    /// <param name="memory">What is held for all clients together.</param>
    /// <param name="time">The clock.</param>
    /// <param name="silence">After this long without mail, and each time again, <see cref="MailKind.Silence"/> comes.</param>
    public Mailbox(MemoryBudget memory, TimeProvider time, TimeSpan silence)
    {
        _memory = memory;
        _silence = time.CreateTimer(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.Silence)), this, silence, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notifications that were dropped because the reader was slow.</summary>
    public int Dropped { get; private set; }

    /// <summary>Whether the last mail has come, read or not.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
                return _isClosed;
        }
    }

    /// <summary>False when nothing more is taken, because the last mail was final.</summary>
    public bool Post(Mail mail)
    {
        lock (_gate)
        {
            if (_isClosed)
                return false;
            _isClosed = mail.IsFinal;
            while (!_memory.TryReserve(mail.Message.Length))
            {
                if (_waiting.Count > 0)
                {
                    DropOldest();
                    continue;
                }
                if (!mail.IsFinal)
                {
                    Dropped++;
                    return true;
                }
                mail = Mail.Failure(CallError.AnswerDropped(mail.Message.Length));
            }
            if (_waiting.Count >= MaxWaiting)
                DropOldest();
            _waiting.Enqueue(mail);
            if (!_isAwaited)
                return true;
            _isAwaited = false;
        }
        _arrival.SetResult(true);
        return true;
    }

    /// <summary>The next mail. One reader only.</summary>
    public async ValueTask<Mail> NextAsync()
    {
        while (true)
        {
            ValueTask arrival;
            lock (_gate)
            {
                if (TryTake(out var mail))
                    return mail;
                _arrival.Reset();
                _isAwaited = true;
                arrival = new ValueTask(this, _arrival.Version);
            }
            await arrival.ConfigureAwait(false);
        }
    }

    /// <summary>Mail that is there already, without waiting: what came together is flushed together.</summary>
    public bool TryNext(out Mail mail)
    {
        lock (_gate)
            return TryTake(out mail);
    }

    /// <summary>Starts the measure of silence again.</summary>
    public void ExpectWithin(TimeSpan silence) => _silence.Change(silence, Timeout.InfiniteTimeSpan);

    /// <summary>Takes nothing more and gives back what is held.</summary>
    public void Dispose()
    {
        _silence.Dispose();
        lock (_gate)
        {
            _isClosed = true;
            while (TryTake(out _))
            {
            }
            _memory.Release(_held);
            _held = 0;
        }
    }

    private void DropOldest()
    {
        _memory.Release(_waiting.Dequeue().Message.Length);
        Dropped++;
    }

    /// <summary>What was taken before has been written by now: its room is free.</summary>
    private bool TryTake(out Mail mail)
    {
        _memory.Release(_held);
        _held = 0;
        if (!_waiting.TryDequeue(out mail))
            return false;
        _held = mail.Message.Length;
        return true;
    }

    void IValueTaskSource.GetResult(short token) => _arrival.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _arrival.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _arrival.OnCompleted(continuation, state, token, flags);
}

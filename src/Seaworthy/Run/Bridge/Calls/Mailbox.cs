using System.Threading.Tasks.Sources;

namespace Seaworthy.Run.Bridge.Calls;

/// <summary>
/// Carries mail from the worker's reader, from timers and from the lifecycle to the one request that writes it to its
/// client. Posting never blocks, so that a slow client cannot hold up the others; what a slow client does not take in
/// time is dropped, oldest notification first, and the answer never.
/// </summary>
internal sealed class Mailbox : IValueTaskSource, IDisposable
{
    /// <summary>Notifications that wait for a slow reader at most.</summary>
    public const int MaxWaiting = 1024;

    private readonly Lock _gate = new();
    private readonly Queue<Mail> _waiting = new();
    private readonly ITimer _silence;
    private ManualResetValueTaskSourceCore<bool> _arrival = new() { RunContinuationsAsynchronously = true };
    private bool _isAwaited;
    private bool _isClosed;

    /// <param name="time">The clock.</param>
    /// <param name="silence">After this long without mail, and each time again, <see cref="MailKind.Silence"/> comes.</param>
    public Mailbox(TimeProvider time, TimeSpan silence) =>
        _silence = time.CreateTimer(static box => ((Mailbox)box!).Post(Mail.Of(MailKind.Silence)), this, silence, Timeout.InfiniteTimeSpan);

    /// <summary>Notifications that were dropped because the reader was slow.</summary>
    public int Dropped { get; private set; }

    /// <summary>False when nothing more is taken, because the last mail was final.</summary>
    public bool Post(Mail mail)
    {
        lock (_gate)
        {
            if (_isClosed)
                return false;
            _isClosed = mail.IsFinal;
            if (_waiting.Count >= MaxWaiting)
            {
                _waiting.Dequeue();
                Dropped++;
            }
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
                if (_waiting.TryDequeue(out var mail))
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
            return _waiting.TryDequeue(out mail);
    }

    /// <summary>Starts the measure of silence again.</summary>
    public void ExpectWithin(TimeSpan silence) => _silence.Change(silence, Timeout.InfiniteTimeSpan);

    public void Dispose() => _silence.Dispose();

    void IValueTaskSource.GetResult(short token) => _arrival.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _arrival.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _arrival.OnCompleted(continuation, state, token, flags);
}

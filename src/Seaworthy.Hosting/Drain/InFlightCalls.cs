using System.Diagnostics.CodeAnalysis;

namespace Seaworthy.Hosting.Drain;

/// <summary>
/// Counts the calls in flight, and is the gate that new ones pass: a call is either counted before the gate closed, or
/// refused. One lock, so that there is no moment in between.
/// </summary>
internal sealed class InFlightCalls
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _whenEmpty;
    private int _count;
    private long _answered;
    private long _cut;
    private bool _closed;
    private bool _counting;

    /// <summary>Calls that have begun and not ended.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Calls answered since the stop began.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Calls cut since the stop began.</summary>
    public long Cut => Interlocked.Read(ref _cut);

    /// <summary>Begins a call; false once closed to new work.</summary>
    public bool TryBegin([NotNullWhen(true)] out InFlightCall? call)
    {
        lock (_lock)
        {
            call = _closed ? null : Begin();
            return call is not null;
        }
    }

    /// <summary>Begins work that calls in flight may need, such as the answer to an elicitation. Always allowed.</summary>
    public InFlightCall BeginContinuation()
    {
        lock (_lock)
            return Begin();
    }

    /// <summary>Completes as soon as no call is in flight.</summary>
    public Task WhenEmpty()
    {
        lock (_lock)
        {
            if (_count == 0)
                return Task.CompletedTask;
            // Asynchronously, or whoever ends the last call would run the end of the drain.
            return (_whenEmpty ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>From here on fates are counted: what ended before the stop is not part of its account.</summary>
    public void BeginAccount()
    {
        lock (_lock)
            _counting = true;
    }

    /// <summary>Refuses new work from here on.</summary>
    public void CloseToNewWork()
    {
        lock (_lock)
            _closed = _counting = true;
    }

    internal void End(CallFate fate)
    {
        TaskCompletionSource? whenEmpty = null;
        lock (_lock)
        {
            if (_counting && fate == CallFate.Answered)
                _answered++;
            if (_counting && fate == CallFate.Cut)
                _cut++;
            if (--_count == 0)
                (whenEmpty, _whenEmpty) = (_whenEmpty, null);
        }
        whenEmpty?.SetResult();
    }

    private InFlightCall Begin()
    {
        _count++;
        return new InFlightCall(this);
    }
}

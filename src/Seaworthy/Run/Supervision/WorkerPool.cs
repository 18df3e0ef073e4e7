using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Bridge.Revisions;

namespace Seaworthy.Run.Supervision;

/// <summary>
/// Gives each call to the least loaded worker that is ready, and lets calls wait in one bounded queue while all are full
/// or none is there.
/// </summary>
internal sealed class WorkerPool(PoolLimits limits, TimeProvider time)
{
    /// <summary>What a refused client is told to wait: long enough for a restart, short enough for a person.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Worker> _ready = [];
    private readonly List<Worker> _leaving = [];
    private readonly LinkedList<QueuedCall> _queue = new();
    private int _next = -1;
    private string _absence = "no worker has become ready yet";
    private bool _isClosed;

    /// <summary>Calls that wait now.</summary>
    public int Queued
    {
        get
        {
            lock (_gate)
                return _queue.Count;
        }
    }

    /// <summary>Called whenever a worker takes calls from now on, or no longer does, by whoever made it so.</summary>
    public Action? Changed { get; set; }

    /// <summary>Every worker that is there, the oldest first: those that take calls, and those that finish what they have.</summary>
    public IReadOnlyList<Worker> Present
    {
        get
        {
            lock (_gate)
                return [.. _ready.Concat(_leaving.Where(worker => !IsGone(worker))).OrderBy(worker => worker.StartedAt).ThenBy(worker => worker.Pid)];
        }
    }

    /// <summary>What the worker that became ready last said about itself; null before the first one.</summary>
    public WorkerIdentity? LastIdentity { get; private set; }

    /// <summary>A worker at once, or null: then the call may <see cref="Enqueue"/>. The given one and no other, as long as that is there.</summary>
    public Worker? TryAdmit(Worker? owner = null)
    {
        lock (_gate)
            return _queue.Count == 0 ? TakeFree(owner) : null;
    }

    /// <summary>A worker for a question that takes nobody's place. Null when none is ready.</summary>
    public Worker? Any()
    {
        lock (_gate)
            return _ready.FirstOrDefault();
    }

    /// <summary>
    /// Gives a call to the worker that it belongs to, however loaded that is; false when it takes nothing any more. One that retires
    /// still takes what is its own.
    /// </summary>
    public bool TryEnter(Worker owner)
    {
        lock (_gate)
        {
            var isThere = !IsGone(owner);
            if (isThere)
                Take(owner);
            return isThere;
        }
    }

    /// <summary>
    /// A worker for something that is no call and takes nobody's place, the given one if it is there; null when none is.
    /// It stays until <see cref="Depart"/>.
    /// </summary>
    public Worker? TryVisit(Worker? owner)
    {
        lock (_gate)
        {
            if (owner is null || IsGone(owner))
                owner = _ready.MinBy(worker => worker.Load);
            if (owner is not null)
                owner.Guests++;
            return owner;
        }
    }

    /// <summary>
    /// Keeps a worker for something that is no call and that no other worker has; false when it has gone. It stays until
    /// <see cref="Depart"/>.
    /// </summary>
    public bool TryStay(Worker worker)
    {
        lock (_gate)
        {
            var isThere = !IsGone(worker);
            if (isThere)
                worker.Guests++;
            return isThere;
        }
    }

    /// <summary>Whether a worker takes calls of anybody.</summary>
    public bool Serves(Worker worker)
    {
        lock (_gate)
            return _ready.Contains(worker);
    }

    /// <summary>Whether a worker is there, if only to finish what it has.</summary>
    public bool IsPresent(Worker worker)
    {
        lock (_gate)
            return !IsGone(worker);
    }

    /// <summary>What came by <see cref="TryVisit"/> or <see cref="TryStay"/> is over.</summary>
    public void Depart(Worker worker)
    {
        lock (_gate)
        {
            worker.Guests--;
            TellIdle(worker);
        }
    }

    /// <summary>Waits for a worker, the given one as long as that is there; settled at once when the queue is full.</summary>
    public QueuedCall Enqueue(Worker? owner = null)
    {
        var call = new QueuedCall(owner);
        lock (_gate)
        {
            if (_queue.Count == 0 && TakeFree(owner) is { } worker)
                call.Settle(new Admission(worker, null));
            else if (_isClosed && _ready.Count == 0)
                call.Settle(new Admission(null, CallError.WorkerUnavailable(_absence, RetryAfter)));
            else if (_queue.Count >= limits.Queue)
                call.Settle(new Admission(null, Full()));
            else
                call.Node = _queue.AddLast(call);
        }
        if (call.Node is not null)
            _ = ExpireAsync(call);
        return call;
    }

    /// <summary>Who the workers are: known at once after the first was ready, however busy they are; otherwise waits for it.</summary>
    public async ValueTask<(WorkerIdentity? Identity, CallError? Error)> IdentifyAsync()
    {
        if (LastIdentity is { } known)
            return (known, null);
        var admission = await Enqueue().Admission.ConfigureAwait(false);
        if (admission.Worker is { } worker)
            Release(worker);
        return (admission.Worker?.Identity, admission.Error);
    }

    /// <summary>Takes a waiting call back.</summary>
    public void Withdraw(QueuedCall call)
    {
        lock (_gate)
            Leave(call);
        if (!call.Settle(default) && call.Admission.Result.Worker is { } worker)
            Release(worker);
    }

    /// <summary>A call has left its worker.</summary>
    public void Release(Worker worker)
    {
        lock (_gate)
        {
            worker.Load--;
            ServeQueue();
            TellIdle(worker);
        }
    }

    /// <summary>A worker takes calls from now on; not when it was removed before.</summary>
    public void Add(Worker worker)
    {
        lock (_gate)
        {
            if (worker.Leave is not null)
                return;
            _ready.Add(worker);
            LastIdentity = worker.Identity;
            ServeQueue();
        }
        Changed?.Invoke();
    }

    /// <summary>A worker takes no more calls.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="why">What calls are told that find no worker.</param>
    public void Remove(Worker worker, string why)
    {
        lock (_gate)
        {
            worker.IsLost = true;
            TakeOut(worker);
            _absence = why;
            // What waited for this one alone may go to any.
            ServeQueue();
        }
        FailQueueWhenClosed();
        Changed?.Invoke();
    }

    /// <summary>A worker takes no more calls; completes when it has none any more.</summary>
    public Task Retire(Worker worker)
    {
        lock (_gate)
        {
            TakeOut(worker);
            _leaving.RemoveAll(IsGone);
            if (!IsGone(worker))
                _leaving.Add(worker);
        }
        Changed?.Invoke();
        return worker.Leave!.Task;
    }

    /// <summary>No worker will come any more: calls wait for those that are there, or not at all.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
        FailQueueWhenClosed();
    }

    private Worker? TakeFree(Worker? owner)
    {
        if (owner is null || IsGone(owner))
            return TakeLeastLoaded();
        if (owner.Load >= limits.InFlightPerWorker)
            return null;
        Take(owner);
        return owner;
    }

    private Worker? TakeLeastLoaded()
    {
        Worker? least = null;
        // From another one each time, so that those with the same load take turns.
        _next = _next + 1 < _ready.Count ? _next + 1 : 0;
        for (var i = 0; i < _ready.Count; i++)
        {
            var worker = _ready[(_next + i) % _ready.Count];
            if (worker.Load < limits.InFlightPerWorker && (least is null || worker.Load < least.Load))
                least = worker;
        }
        if (least is not null)
            Take(least);
        return least;
    }

    private static void Take(Worker worker)
    {
        worker.Load++;
        worker.Calls++;
    }

    private void TakeOut(Worker worker)
    {
        _ready.Remove(worker);
        worker.Leave ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        TellIdle(worker);
    }

    private static bool IsGone(Worker worker) => worker.Leave is { Task.IsCompleted: true } || worker.IsLost;

    private static void TellIdle(Worker worker)
    {
        if (worker.Load == 0 && worker.Guests == 0)
            worker.Leave?.TrySetResult();
    }

    private void ServeQueue()
    {
        for (var node = _queue.First; node is not null;)
        {
            var (call, next) = (node.Value, node.Next);
            if (TakeFree(call.Owner) is { } worker)
            {
                Leave(call);
                if (!call.Settle(new Admission(worker, null)))
                {
                    worker.Load--;
                    worker.Calls--;
                }
            }
            else if (call.Owner is null)
            {
                // Nobody is free; only one that waits for its own could still be served, and that would be before its turn.
                return;
            }
            node = next;
        }
    }

    private void Leave(QueuedCall call)
    {
        if (call.Node is { List: not null } node)
            _queue.Remove(node);
        call.Node = null;
    }

    private void FailQueueWhenClosed()
    {
        lock (_gate)
        {
            if (!_isClosed || _ready.Count > 0)
                return;
            while (_queue.First is { } first)
            {
                Leave(first.Value);
                first.Value.Settle(new Admission(null, CallError.WorkerUnavailable(_absence, RetryAfter)));
            }
        }
    }

    private async Task ExpireAsync(QueuedCall call)
    {
        try
        {
            await call.Admission.WaitAsync(limits.QueueTimeout, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            CallError error;
            lock (_gate)
            {
                Leave(call);
                error = _ready.Count == 0 ? CallError.WorkerUnavailable(_absence, RetryAfter) : Expired();
            }
            call.Settle(new Admission(null, error));
        }
    }

    private CallError Full() => CallError.Overloaded($"{limits.Queue} calls wait already, --max-queue", RetryAfter);

    private CallError Expired() =>
        CallError.Overloaded($"no worker was free within {DurationText.Format(limits.QueueTimeout)}, --queue-timeout", RetryAfter);
}

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
    private readonly LinkedList<QueuedCall> _queue = new();
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

    /// <summary>What the worker that became ready last said about itself; null before the first one.</summary>
    public WorkerIdentity? LastIdentity { get; private set; }

    /// <summary>A worker at once, or null: then the call may <see cref="Enqueue"/>.</summary>
    public Worker? TryAdmit()
    {
        lock (_gate)
            return _queue.Count == 0 ? TakeLeastLoaded() : null;
    }

    /// <summary>A worker for what takes nobody's place: streams, and what calls in flight may need. Null when none is ready.</summary>
    public Worker? Any()
    {
        lock (_gate)
            return _ready.Count == 0 ? null : _ready[0];
    }

    /// <summary>Waits for a worker; settled at once when the queue is full.</summary>
    public QueuedCall Enqueue()
    {
        var call = new QueuedCall();
        lock (_gate)
        {
            if (_queue.Count == 0 && TakeLeastLoaded() is { } worker)
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
        }
    }

    /// <summary>A worker takes calls from now on.</summary>
    public void Add(Worker worker)
    {
        lock (_gate)
        {
            _ready.Add(worker);
            LastIdentity = worker.Identity;
            ServeQueue();
        }
    }

    /// <summary>A worker takes no more calls.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="why">What calls are told that find no worker.</param>
    public void Remove(Worker worker, string why)
    {
        lock (_gate)
        {
            _ready.Remove(worker);
            _absence = why;
        }
        FailQueueWhenClosed();
    }

    /// <summary>No worker will come any more: calls wait for those that are there, or not at all.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
        FailQueueWhenClosed();
    }

    private Worker? TakeLeastLoaded()
    {
        Worker? least = null;
        foreach (var worker in _ready)
        {
            if (worker.Load < limits.InFlightPerWorker && (least is null || worker.Load < least.Load))
                least = worker;
        }
        if (least is not null)
            least.Load++;
        return least;
    }

    private void ServeQueue()
    {
        while (_queue.First is { } first && TakeLeastLoaded() is { } worker)
        {
            Leave(first.Value);
            if (!first.Value.Settle(new Admission(worker, null)))
                worker.Load--;
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

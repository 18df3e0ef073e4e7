using Seaworthy.Run.Supervision;

namespace Seaworthy.Run.Upstream;

/// <summary>A call's place at a worker, given back once, by whichever end comes first.</summary>
internal sealed class Slot(WorkerPool pool, Worker worker) : IDisposable
{
    private int _isReleased;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
            pool.Release(worker);
    }
}

namespace Seaworthy.Run.Supervision;

/// <summary>Who wants to know how it goes with a worker. Called at once, by whoever sees it; must not block.</summary>
/// <param name="Started">Its process runs.</param>
/// <param name="Ready">It can take calls.</param>
/// <param name="Closed">It was ready, and takes no more calls from this moment on.</param>
/// <param name="Lost">It was ready and has ended by itself, for this reason. Its end is still being cleaned up after.</param>
internal sealed record WorkerWatch(Action<Worker> Started, Action<Worker> Ready, Action<Worker> Closed, Action<Worker, string> Lost);

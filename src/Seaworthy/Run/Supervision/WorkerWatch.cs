namespace Seaworthy.Run.Supervision;

/// <summary>Who wants to know how it goes with a worker.</summary>
/// <param name="Ready">It takes calls.</param>
/// <param name="Lost">It was ready and is no more, for this reason. Its end is still being cleaned up after.</param>
internal sealed record WorkerWatch(Action<Worker> Ready, Action<string> Lost);

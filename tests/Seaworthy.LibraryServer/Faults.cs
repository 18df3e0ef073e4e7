namespace Seaworthy.LibraryServer;

/// <summary>The ways in which a process loses its footing.</summary>
internal static class Faults
{
    private static Timer? _timer;

    public static void Cause(string kind, IHostApplicationLifetime lifetime)
    {
        switch (kind)
        {
            case "pool":
                ThreadPool.QueueUserWorkItem(_ => throw new InvalidOperationException("thrown on the thread pool"));
                break;
            case "thread":
                new Thread(() => throw new InvalidOperationException("thrown on a thread of its own")).Start();
                break;
            case "async-void":
                ThrowLater();
                break;
            case "timer":
                _timer = new Timer(_ => throw new InvalidOperationException("thrown by a timer"), null, 0, Timeout.Infinite);
                break;
            case "stop":
                lifetime.StopApplication();
                break;
        }
    }

#pragma warning disable VSTHRD100 // The point of it.
    private static async void ThrowLater()
    {
        await Task.Yield();
        throw new InvalidOperationException("thrown in async void");
    }
#pragma warning restore VSTHRD100
}

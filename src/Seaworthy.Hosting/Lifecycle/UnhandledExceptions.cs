using System.Runtime.ExceptionServices;

namespace Seaworthy.Hosting.Lifecycle;

/// <summary>
/// The runtime's hook for exceptions that nobody caught: thread pool, <c>async void</c>, timers, own threads. It may be
/// set once per process and never unset, so it is set here and forwards to whichever host lives now.
/// </summary>
/// <remarks>Not called for exceptions out of Main, stack overflow and FailFast.</remarks>
internal static class UnhandledExceptions
{
    private static readonly Lazy<bool> IsOurs = new(TrySet);
    private static volatile Func<Exception, bool>? _handler;

    /// <summary>
    /// Hands unhandled exceptions to <paramref name="handler"/>, which says whether the process may live on, until the
    /// result is disposed. Null when the program has taken the hook for itself.
    /// </summary>
    public static IDisposable? Handle(Func<Exception, bool> handler)
    {
        if (!IsOurs.Value)
            return null;
        _handler = handler;
        return new Handling(handler);
    }

    private static bool TrySet()
    {
        try
        {
            ExceptionHandling.SetUnhandledExceptionHandler(static exception => _handler?.Invoke(exception) ?? false);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private sealed class Handling(Func<Exception, bool> handler) : IDisposable
    {
        // Takes back its own handler, not that of the next host.
        public void Dispose() => Interlocked.CompareExchange(ref _handler, null, handler);
    }
}

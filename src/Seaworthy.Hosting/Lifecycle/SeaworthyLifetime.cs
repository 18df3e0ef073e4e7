using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting.Lifecycle;

/// <summary>
/// Drains first and stops the host last. ASP.NET's own lifetime does it the other way round: Kestrel closes its listener
/// the moment the host stops, so nobody can be refused politely, no probe sees "not ready", and an answer that a call in
/// flight waits for is turned away.
/// </summary>
internal sealed partial class SeaworthyLifetime(
    LifecycleLoop loop, IHostApplicationLifetime application, IOptions<HostOptions> hostOptions, TimeProvider time,
    ILogger<SeaworthyLifetime> log) : IHostLifetime, IDisposable
{
    /// <summary>What hosted services get after a drain. Every call is answered by then.</summary>
    private static readonly TimeSpan HostStop = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _aborted = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private IDisposable? _unhandledExceptions;
    private ITimer? _lastResort;

    /// <summary>What SIGHUP does; drains unless set.</summary>
    public Action? OnHangup { get; set; }

    /// <summary>Ends the process when the host does not; tests replace it.</summary>
    public Action<int> ForceExit { get; set; } = Environment.Exit;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        // Before anything else starts: a signal during the start must end it cleanly, too.
        Listen(PosixSignal.SIGTERM, () => loop.RequestDrain("SIGTERM"));
        Listen(PosixSignal.SIGQUIT, () => loop.RequestDrain("SIGQUIT"));
        Listen(PosixSignal.SIGINT, loop.Interrupt);
        Listen(PosixSignal.SIGHUP, () => (OnHangup ?? (() => loop.RequestDrain("SIGHUP")))());
        _unhandledExceptions = UnhandledExceptions.Handle(OnUnhandledException);
        if (_unhandledExceptions is null)
            LogHookTaken();
        _ = FollowAsync();
        return Task.CompletedTask;
    }

    /// <summary>Nothing: the drain is over when the host calls this.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _unhandledExceptions?.Dispose();
        _lastResort?.Dispose();
        _aborted.Cancel();
    }

    private void Listen(PosixSignal signal, Action enqueue) =>
        _signals.Add(PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            enqueue();
        }));

    private bool OnUnhandledException(Exception exception)
    {
        LogUnhandledException(exception);
        loop.Post(LifecycleTrigger.Fault, $"unhandled {exception.GetType().Name}: {exception.Message}");
        return true;
    }

    private async Task FollowAsync()
    {
        var exitCode = await loop.RunAsync(_aborted.Token).ConfigureAwait(false);
        if (_aborted.IsCancellationRequested)
            return;
        hostOptions.Value.ShutdownTimeout = HostStop;
        // The host waits for hosted services that ignore their token for ever. The promise is T.
        var patience = loop.RemainingBudget > 2 * HostStop ? loop.RemainingBudget : 2 * HostStop;
        _lastResort = time.CreateTimer(_ => EndWithoutHost(exitCode), null, patience, Timeout.InfiniteTimeSpan);
        application.StopApplication();
    }

    private void EndWithoutHost(int exitCode)
    {
        var forced = Math.Max(exitCode, ExitCode.CutOrFault);
        LogExitForced(forced);
        ForceExit(forced);
    }
}

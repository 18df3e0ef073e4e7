using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Drain;
using Seaworthy.Hosting.Health;
using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Hosting.Telemetry;

namespace Seaworthy.Run.Systemd;

/// <summary>
/// Tells systemd the truth about the service (<c>Type=notify</c>): ready when a worker answers, stopping with the time that
/// takes, and alive as long as the lifecycle loop turns.
/// </summary>
internal sealed partial class SystemdNotifier(
    NotifyTarget target, LifecycleLoop lifecycle, InFlightCalls calls, TimeProvider time, ILogger<SystemdNotifier> log) : BackgroundService
{
    /// <summary>How often the status is renewed while stopping: its numbers change.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(1);

    private readonly NotifySocket _socket = new(target.Address);
    private bool _reported;
    private bool _wasReady;
    private bool _stops;

    /// <summary>How long the start may take; systemd's own TimeoutStartSec is stretched to it.</summary>
    public required TimeSpan StartTimeout { get; init; }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _socket.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(FollowAsync(stoppingToken), target.Watchdog is { } patience ? PatAsync(patience / 2, stoppingToken) : Task.CompletedTask);

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var phase = lifecycle.Phase;
            await SendAsync(Message(phase)).ConfigureAwait(false);
            if (phase == LifecyclePhase.Stopped)
                return;
            var change = lifecycle.WhenNot(phase);
            await (lifecycle.SaysClose ? Task.WhenAny(change, Task.Delay(Renewal, time, stoppingToken)) : change)
                .WaitAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    private string Message(LifecyclePhase phase)
    {
        var message = $"STATUS={StatusText.Of(phase, lifecycle.Reason, calls.Count, lifecycle.RemainingBudget)}";
        if (phase == LifecyclePhase.Starting)
            message += Extend(StartTimeout);
        if (phase == LifecyclePhase.Ready && !_wasReady)
        {
            _wasReady = true;
            message += "\nREADY=1";
        }
        if (phase >= LifecyclePhase.Announcing && phase < LifecyclePhase.Stopped && !_stops)
        {
            _stops = true;
            // Once, and no later than the forced exit: systemd's TimeoutStopSec may be shorter than the budget.
            message += "\nSTOPPING=1" + Extend(lifecycle.RemainingBudget);
        }
        return message;
    }

    /// <summary>systemd kills at the end of this, so it has the same margin as every other platform.</summary>
    private static string Extend(TimeSpan left) => string.Create(CultureInfo.InvariantCulture,
        $"\nEXTEND_TIMEOUT_USEC={(long)(left + ShutdownBudget.PlatformMargin).TotalMicroseconds}");

    /// <summary>Signs of life, from the loop and not from this timer: a loop that stands still must be restarted.</summary>
    private async Task PatAsync(TimeSpan interval, CancellationToken stoppingToken)
    {
        // One timer for all of them: a late one does not put off the next.
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            if (lifecycle.HeartbeatAge <= HealthReport.OldestHeartbeat)
                await SendAsync("WATCHDOG=1").ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task SendAsync(string message)
    {
        try
        {
            await _socket.SendAsync(message).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            if (!_reported)
                LogNotReached(target.Address, e.Message);
            _reported = true;
        }
    }

    [LoggerMessage(EventId = EventIds.SystemdNotReached, EventName = nameof(EventIds.SystemdNotReached), Level = LogLevel.Warning,
        Message = "systemd is not reached at NOTIFY_SOCKET={Address}: {Reason}")]
    private partial void LogNotReached(string address, string reason);
}

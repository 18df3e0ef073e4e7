namespace Seaworthy.LibraryServer;

/// <summary>A background service that fails at the start, or a while after it.</summary>
internal sealed class FaultyService(TimeProvider time, string when) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken) => when == "start"
        ? throw new InvalidOperationException("the background service was told not to start")
        : base.StartAsync(cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), time, stoppingToken);
        throw new InvalidOperationException("the background service was told to fail");
    }
}

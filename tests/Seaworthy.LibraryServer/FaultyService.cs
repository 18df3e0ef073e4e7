namespace Seaworthy.LibraryServer;

/// <summary>A background service that fails a while after the start.</summary>
internal sealed class FaultyService(TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), time, stoppingToken);
        throw new InvalidOperationException("the background service was told to fail");
    }
}

using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Tests.Lifecycle;

/// <summary>A stop step that ends when the test says so, or when it is told to use force.</summary>
internal sealed class StubStopStep(string name = "stub") : IStopStep
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public bool HasStarted => _started.Task.IsCompleted;

    public bool WasForced { get; private set; }

    public bool IgnoresForce { get; init; }

    public string Name => name;

    public async Task StopAsync(CancellationToken atBudgetEnd)
    {
        _started.SetResult();
        try
        {
            await End.Task.WaitAsync(IgnoresForce ? CancellationToken.None : atBudgetEnd);
        }
        catch (OperationCanceledException)
        {
            WasForced = true;
            throw;
        }
    }
}

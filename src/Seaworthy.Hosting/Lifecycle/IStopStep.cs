namespace Seaworthy.Hosting.Lifecycle;

/// <summary>
/// Something to end once the last call is answered, such as the workers. All steps run in parallel.
/// </summary>
internal interface IStopStep
{
    /// <summary>What is being stopped, for the log.</summary>
    string Name { get; }

    /// <summary>Stops it gently; by force as soon as <paramref name="atBudgetEnd"/> is cancelled, which may be from the start.</summary>
    Task StopAsync(CancellationToken atBudgetEnd);
}

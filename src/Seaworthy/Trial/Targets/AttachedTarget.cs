using System.Globalization;
using System.Net;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>A server that runs already, and is nobody's child of ours: it can be stopped once.</summary>
/// <param name="endPoint">Where it listens.</param>
/// <param name="id">Its process.</param>
/// <param name="time">The clock.</param>
internal sealed class AttachedTarget(IPEndPoint endPoint, int id, TimeProvider time) : ITarget
{
    private readonly ProcessView? _process = id > 1 ? ProcessView.Read(id) : null;

    /// <inheritdoc/>
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"process {id} at {endPoint}");

    /// <inheritdoc/>
    public bool IsStartable => false;

    /// <inheritdoc/>
    public bool CanRunTwo => false;

    /// <inheritdoc/>
    public Task<IServerProcess> StartAsync(CancellationToken cancel)
    {
        if (_process is null)
            throw new TrialException(string.Create(CultureInfo.InvariantCulture, $"There is no process {id}. Set --pid to that of the server."));
        if (!_process.IsAlive)
            throw new TrialException("the process has ended; one that was not started by the trial can be stopped once. Choose the scenario with --only.");
        return Task.FromResult<IServerProcess>(new AttachedServer(_process, endPoint, time));
    }
}

using Seaworthy.Processes;

namespace Seaworthy.Run.Supervision;

/// <summary>One process of COMMAND that is about to be started.</summary>
/// <param name="Command">The command, with what is of this process alone.</param>
/// <param name="Create">Makes the worker of the process once it runs.</param>
/// <param name="OnGone">Called when nothing of it is left.</param>
internal sealed record WorkerBirth(ChildCommand Command, Func<ChildProcess, Worker> Create, Action? OnGone = null) : IDisposable
{
    public void Dispose() => OnGone?.Invoke();
}

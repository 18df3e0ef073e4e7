using System.Net;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>A server that was started, whatever it runs in. Disposing it leaves nothing of it behind.</summary>
internal interface IServerProcess : IAsyncDisposable
{
    /// <summary>Where it listens, or will.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>Completes with its end. Never faults.</summary>
    Task<ServerExit> Exited { get; }

    /// <summary>The last lines that it wrote.</summary>
    string LastLines { get; }

    /// <summary>Sends a signal to the process that was started alone, as a container runtime does; false when it has ended.</summary>
    Task<bool> SignalAsync(ChildSignal signal);

    /// <summary>Every live process that it started, itself left out; also after its end. Empty where that cannot be seen.</summary>
    IReadOnlyList<ProcessView> Descendants();

    /// <summary>The process that was started, as it is now; null when it has ended, or cannot be seen.</summary>
    ProcessView? Leader();
}

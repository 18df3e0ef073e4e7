using System.Net;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>A server that is a process of ours.</summary>
internal sealed class CommandServer : IServerProcess
{
    private readonly ChildProcess _child;
    private readonly OutputTail _tail = new();

    private CommandServer(ChildProcess child, IPEndPoint endPoint, TimeProvider time)
    {
        _child = child;
        EndPoint = endPoint;
        _ = _tail.ReadAsync(child.StandardOutput);
        _ = _tail.ReadAsync(child.StandardError);
        Exited = WatchAsync(time);
    }

    /// <inheritdoc/>
    public IPEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public Task<ServerExit> Exited { get; }

    /// <inheritdoc/>
    public string LastLines => _tail.Text;

    /// <summary>Starts a command that is to listen there.</summary>
    public static async Task<CommandServer> StartAsync(ChildCommand command, IPEndPoint endPoint, TimeProvider time)
    {
        try
        {
            return new CommandServer(await ChildProcess.StartAsync(command, time), endPoint, time);
        }
        catch (ChildStartException e)
        {
            throw new TrialException(e.Message);
        }
    }

    /// <inheritdoc/>
    public bool Signal(ChildSignal signal) => _child.SignalLeader(signal);

    /// <inheritdoc/>
    public IReadOnlyList<ProcessView> Descendants() => _child.Descendants();

    /// <inheritdoc/>
    public long ResidentBytes() => (ProcessView.Read(_child.Id)?.ResidentBytes ?? 0) + Descendants().Sum(process => process.ResidentBytes);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _child.DisposeAsync();

    private async Task<ServerExit> WatchAsync(TimeProvider time)
    {
        var exit = await _child.Exited;
        return new ServerExit(exit.Code, exit.Describe(), time.GetTimestamp());
    }
}

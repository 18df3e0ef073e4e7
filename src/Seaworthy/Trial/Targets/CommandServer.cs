using System.Net;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>A server that is a process of ours.</summary>
internal sealed class CommandServer : IServerProcess
{
    private readonly ChildProcess _child;
    private readonly DeathWatch _watch;
    private readonly OutputTail _tail = new();

    private CommandServer(ChildProcess child, IPEndPoint endPoint, DeathWatch watch, TimeProvider time)
    {
        (_child, _watch) = (child, watch);
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
    public static async Task<CommandServer> StartAsync(ChildCommand command, IPEndPoint endPoint, DeathWatch watch, TimeProvider time)
    {
        try
        {
            var child = await ChildProcess.StartAsync(command, time);
            await watch.AddAsync(child);
            return new CommandServer(child, endPoint, watch, time);
        }
        catch (ChildStartException e)
        {
            throw new TrialException(e.Message);
        }
    }

    /// <inheritdoc/>
    public Task<bool> SignalAsync(ChildSignal signal) => Task.FromResult(_child.SignalLeader(signal));

    /// <inheritdoc/>
    public IReadOnlyList<ProcessView> Descendants() => _child.Descendants();

    /// <inheritdoc/>
    public ProcessView? Leader() => ProcessView.Read(_child.Id);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        await _watch.RemoveAsync(_child);
    }

    private async Task<ServerExit> WatchAsync(TimeProvider time)
    {
        var exit = await _child.Exited;
        return new ServerExit(exit.Code, exit.Describe(), time.GetTimestamp());
    }
}

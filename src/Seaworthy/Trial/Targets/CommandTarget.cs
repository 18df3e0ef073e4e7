using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>A command that serves MCP over HTTP at the port in PORT, or at the one that takes the place of <c>{port}</c>.</summary>
internal sealed class CommandTarget(
    IReadOnlyList<string> command, int? port, IReadOnlyDictionary<string, string> environment, DeathWatch watch, TimeProvider time) : ITarget
{
    /// <summary>What stands for the port in an argument.</summary>
    public const string PortMark = "{port}";

    /// <inheritdoc/>
    public string Name { get; init; } = string.Join(' ', command);

    /// <inheritdoc/>
    public bool IsStartable => true;

    /// <inheritdoc/>
    public bool CanRunTwo => port is null;

    /// <inheritdoc/>
    public async Task<IServerProcess> StartAsync(CancellationToken cancel)
    {
        var free = port ?? FindFreePort();
        if (port is not null && IsTaken(free))
            throw new TrialException(string.Create(CultureInfo.InvariantCulture, $"Port {free} is taken: something listens on it already. Stop it, or set --port to another."));
        var text = free.ToString(CultureInfo.InvariantCulture);
        var changes = environment.ToDictionary(entry => entry.Key, entry => (string?)entry.Value, StringComparer.Ordinal);
        changes["PORT"] = text;
        return await CommandServer.StartAsync(new ChildCommand
        {
            FileName = command[0],
            Arguments = [.. command.Skip(1).Select(word => word.Replace(PortMark, text, StringComparison.Ordinal))],
            Environment = changes,
        }, new IPEndPoint(IPAddress.Loopback, free), watch, time);
    }

    /// <summary>A port that was free a moment ago.</summary>
    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsTaken(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}

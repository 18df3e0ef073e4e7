using System.Globalization;
using System.Net;
using Seaworthy.Processes;

namespace Seaworthy.Trial.Targets;

/// <summary>
/// A command that serves MCP over HTTP at the port in PORT, or at the one that takes the place of <c>{port}</c>. What it starts behind itself can have
/// <c>{port2}</c>: two of its servers run at once in a rolling restart, and cannot share one.
/// </summary>
internal sealed class CommandTarget(
    IReadOnlyList<string> command, int? port, IReadOnlyDictionary<string, string> environment, DeathWatch watch, TimeProvider time) : ITarget
{
    /// <summary>What stands for the port in an argument.</summary>
    public const string PortMark = "{port}";

    /// <summary>What stands for another free port.</summary>
    public const string SecondPortMark = "{port2}";

    /// <inheritdoc/>
    public string Name { get; init; } = string.Join(' ', command);

    /// <inheritdoc/>
    public bool IsStartable => true;

    /// <inheritdoc/>
    public bool CanRunTwo => port is null;

    /// <inheritdoc/>
    public async Task<IServerProcess> StartAsync(CancellationToken cancel)
    {
        var free = FreePorts.Find(2);
        var own = port ?? free[0];
        if (port is not null && FreePorts.IsTaken(own))
            throw new TrialException(string.Create(CultureInfo.InvariantCulture, $"Port {own} is taken: something listens on it already. Stop it, or set --port to another."));
        var text = own.ToString(CultureInfo.InvariantCulture);
        var second = free[1].ToString(CultureInfo.InvariantCulture);
        var changes = environment.ToDictionary(entry => entry.Key, entry => (string?)entry.Value, StringComparer.Ordinal);
        changes["PORT"] = text;
        return await CommandServer.StartAsync(new ChildCommand
        {
            FileName = command[0],
            Arguments =
            [
                .. command.Skip(1).Select(word => word.Replace(PortMark, text, StringComparison.Ordinal).Replace(SecondPortMark, second, StringComparison.Ordinal)),
            ],
            Environment = changes,
        }, new IPEndPoint(IPAddress.Loopback, own), watch, time);
    }
}

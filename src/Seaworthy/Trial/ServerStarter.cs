using System.Diagnostics.CodeAnalysis;
using Seaworthy.Hosting.Contract;
using Seaworthy.Trial.Mcp;
using Seaworthy.Trial.Targets;

namespace Seaworthy.Trial;

/// <summary>Starts servers and waits until they answer.</summary>
internal sealed class ServerStarter(ITarget target, TrialOptions options, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>What is started.</summary>
    public ITarget Target => target;

    /// <summary>Starts a server and waits for nothing.</summary>
    public async Task<Server> StartAsync(CancellationToken cancel) => Wrap(await target.StartAsync(cancel));

    /// <summary>A server that was started in another way.</summary>
    public Server Wrap(IServerProcess process) => new(process, options.Path, time);

    /// <summary>Starts a server and waits until it answers in the given revision, or in one that it speaks.</summary>
    /// <exception cref="TrialException">It did not come to that.</exception>
    public async Task<(Server Server, McpSession Session)> StartReadyAsync(string? revision, string? healthPath, CancellationToken cancel)
    {
        var server = await StartAsync(cancel);
        try
        {
            return (server, await WaitAsync(server, revision, healthPath, cancel));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until a started server answers.</summary>
    public async Task<McpSession> WaitAsync(Server server, string? revision, string? healthPath, CancellationToken cancel)
    {
        var revisions = revision is null ? new[] { Revisions.Sessions, Revisions.Stateless } : [revision];
        var last = "nothing listens";
        while (server.Time.GetElapsedTime(server.StartedAt) < options.ReadyTimeout)
        {
            if (server.Process.Exited.IsCompleted)
                Refuse(server, $"ended ({(await server.Process.Exited).Description}) before it answered");
            if (healthPath is null || (await server.GetAsync(healthPath, cancel)).IsSuccess)
            {
                foreach (var candidate in revisions)
                {
                    var (session, record) = await server.TryConnectAsync(candidate, cancel);
                    if (session is not null)
                        return session;
                    last = record.Fate is CallFate.Refused or CallFate.Unreachable ? last : $"{options.Path}: {record.Describe()}";
                    if (record.Fate is CallFate.Refused or CallFate.Unreachable)
                        server.TryOtherLoopback();
                }
            }
            await Task.Delay(Interval, time, cancel);
        }
        Refuse(server, $"did not answer within {DurationText.Format(options.ReadyTimeout)} (last seen: {last})");
        return null;
    }

    [DoesNotReturn]
    private void Refuse(Server server, string what)
    {
        var said = server.Process.LastLines;
        throw new TrialException($"{target.Name} {what} at {server.Process.EndPoint}. It must serve MCP at {options.Path} on the port in PORT; set --port, --path or --ready-timeout, " +
            $"write {{port}} where the command takes its port, or add --stdio when it speaks over standard input and output." +
            (said.Length > 0 ? $"\nIts last lines:\n{said}" : ""));
    }
}

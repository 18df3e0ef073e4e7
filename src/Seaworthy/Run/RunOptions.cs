using System.Net;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Limits;
using Seaworthy.Run.Retry;

namespace Seaworthy.Run;

/// <summary>Everything <c>seaworthy run</c> was told, validated.</summary>
internal sealed record RunOptions
{
    /// <summary>The worker's program and its arguments; never empty.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Where the MCP endpoint and the health endpoints are served. Default <c>http://127.0.0.1:3000</c>.</summary>
    public Uri Listen { get; init; } = new("http://127.0.0.1:3000");

    /// <summary>The path of the MCP endpoint. Default <c>/mcp</c>.</summary>
    public string Path { get; init; } = "/mcp";

    /// <summary>Where the command serves HTTP itself; null when it speaks over its standard input and output.</summary>
    public Uri? Upstream { get; init; }

    /// <summary>A path of the upstream that answers 2xx when it is ready; null takes an open port for enough.</summary>
    public string? UpstreamHealth { get; init; }

    /// <summary>How long a stop may take, and how that time is spent.</summary>
    public ShutdownBudget Budget { get; init; } = ShutdownBudget.Default;

    /// <summary>How long the first start of the worker may take until it answers. Default 60 s.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long no worker may be ready, after one was, until the server is lost for good. Default 5 min.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Name or number of the user the worker runs as; null: ours.</summary>
    public string? User { get; init; }

    /// <summary>Name or number of the group the worker runs as; null: the user's own.</summary>
    public string? Group { get; init; }

    /// <summary>Where the worker starts; null: where we are.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The file that <see cref="WorkerEnvironment"/> was read from, besides our own environment.</summary>
    public string? EnvironmentFile { get; init; }

    /// <summary>Changes to our own environment for the worker; a null value removes the variable.</summary>
    public IReadOnlyDictionary<string, string?> WorkerEnvironment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Processes of the command that are given calls. Default 1.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Warm processes besides; null: none for one worker, else one.</summary>
    public int? WarmSpares { get; init; }

    /// <summary>Warm processes that take over when one that is given calls dies.</summary>
    public int Spares => Isolation == SessionIsolation.Session ? 0 : WarmSpares ?? (Workers > 1 ? 1 : 0);

    /// <summary>Warm processes that wait for a session, when sessions have their own.</summary>
    public int SessionSpares => WarmSpares ?? 1;

    /// <summary>Who has a process of the command. Default: all clients together.</summary>
    public SessionIsolation Isolation { get; init; }

    /// <summary>Whether the transport of 2024-11-05 is served too, at <c>/sse</c> and <c>/message</c>. Default no.</summary>
    public bool LegacySse { get; init; }

    /// <summary>After how long the connection of a call is ended, for its client to come back on another; null: never.</summary>
    public TimeSpan? PollAfter { get; init; }

    /// <summary>Calls that a worker has at the same time at most. Default 64.</summary>
    public int MaxInFlight { get; init; } = 64;

    /// <summary>Calls that wait for a worker at most. Default 256.</summary>
    public int MaxQueue { get; init; } = 256;

    /// <summary>How long a call waits for a worker at most. Default 10 s.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest HTTP request body, in bytes. Default 4 MiB.</summary>
    public long MaxBody { get; init; } = 4 << 20;

    /// <summary>The largest message of a worker, in bytes. Default 16 MiB.</summary>
    public long MaxMessage { get; init; } = 16 << 20;

    /// <summary>What is held in memory for clients and workers at most, in bytes. Default a quarter of the memory limit.</summary>
    public long MaxBuffered { get; init; } = MemoryBudget.DefaultLimit;

    /// <summary>Sessions whose state is held at most. Default 1000.</summary>
    public int MaxSessions { get; init; } = 1000;

    /// <summary>After this long without a message of its client the state of a session is dropped; null: as <see cref="SessionIdle"/> says.</summary>
    public TimeSpan? SessionIdleAfter { get; init; }

    /// <summary>The same, with its default: 24 h, but 1 h when it holds a process.</summary>
    public TimeSpan SessionIdle => SessionIdleAfter ?? TimeSpan.FromHours(Isolation == SessionIsolation.Session ? 1 : 24);

    /// <summary>How long a worker may work on a call; null: as long as it likes.</summary>
    public TimeSpan? CallTimeout { get; init; }

    /// <summary>How long a worker that has no calls may leave a ping unanswered. Default 30 s.</summary>
    public TimeSpan HangTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls that are repeated when their worker dies. Default those that change nothing.</summary>
    public RetryMode Retry { get; init; } = RetryMode.ReadOnly;

    /// <summary>Calls after which a worker is replaced; null: never for that reason.</summary>
    public int? MaxCalls { get; init; }

    /// <summary>Resident bytes of all processes of a worker above which it is replaced; null: never for that reason.</summary>
    public long? MaxMemory { get; init; }

    /// <summary>Age after which a worker is replaced; null: never for that reason.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>A file or a folder, after a change of which every worker is replaced; null: none.</summary>
    public string? Watch { get; init; }

    /// <summary>The protocol revision the worker speaks, when it need not be found out; null finds out.</summary>
    public string? WorkerRevision { get; init; }

    /// <summary>Hosts that requests may name, with or without a port, and wildcards; null decides by the listen address.</summary>
    public IReadOnlyList<string>? AllowedHosts { get; init; }

    /// <summary>Origins that browsers may come from, besides the server's own; <c>*</c> alone: any. Default none.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Where proxies are whose X-Forwarded headers are believed. Default none.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>PEM file with the server's certificate and those between it and its root; null serves without TLS.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file with the key of <see cref="Certificate"/>.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>What is wrong with the upstream; empty when nothing is.</summary>
    public IEnumerable<string> ValidateUpstream()
    {
        if (Upstream is null && UpstreamHealth is not null)
            yield return $"--upstream-health {UpstreamHealth} is a path of nothing. Set --upstream to the URL that COMMAND serves.";
        if (Upstream is not null && Isolation == SessionIsolation.Session)
            yield return "--isolation session starts a process of COMMAND for each session, and with --upstream COMMAND serves all of them itself. Leave one of the two out.";
        if (Upstream is not null && LegacySse)
            yield return "--legacy-sse is served in front of a COMMAND that speaks over standard input and output; with --upstream leave it out.";
        if (Upstream is { } url && url.Port == Listen.Port)
        {
            yield return $"--upstream {url} has the port that --listen {Listen} has: COMMAND and seaworthy cannot both have it. " +
                "Set --upstream to another port; COMMAND is told it as PORT.";
        }
    }
}

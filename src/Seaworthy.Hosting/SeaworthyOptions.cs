using Seaworthy.Hosting.Contract;

namespace Seaworthy.Hosting;

/// <summary>
/// What may be set of a server with <see cref="SeaworthyHosting.AddSeaworthy"/>. Each property is also read from the
/// configuration section <c>Seaworthy</c> (<c>Seaworthy:ShutdownTimeout</c>) and, before that, from an environment variable
/// (<c>SEAWORTHY_SHUTDOWN_TIMEOUT</c>, the same as of <c>seaworthy run</c>); what code sets comes last and wins.
/// </summary>
/// <remarks>
/// Durations are written with a unit (<c>500ms</c>, <c>30s</c>, <c>5m</c>): a bare number is refused, because .NET reads
/// <c>30</c> as thirty days. Sizes are written <c>4MiB</c> or <c>512M</c>. An empty value is no value. A value that is not
/// accepted, and a key that does not exist, end the start with exit code 2 and a sentence for each.
/// </remarks>
public sealed class SeaworthyOptions
{
    /// <summary>From the first signal to the forced exit. Default 30 s. The platform's own grace must exceed it by 5 s.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = ShutdownBudget.Default.Total;

    /// <summary>
    /// How long the server says that it is not ready while it still serves, until load balancers have noticed; a part of
    /// <see cref="ShutdownTimeout"/>. Null, the default: 5 s when it runs in Kubernetes, which removes endpoints while the
    /// server is already stopping, else 0 s.
    /// </summary>
    public TimeSpan? ShutdownDelay { get; set; }

    /// <summary>How long before the end of <see cref="ShutdownTimeout"/> calls in flight are cancelled. Default 3 s.</summary>
    public TimeSpan CancelGrace { get; set; } = ShutdownBudget.Default.CancelGrace;

    /// <summary>Calls that are worked on at the same time at most. Default 64. Streams that only listen do not count.</summary>
    public int MaxInFlight { get; set; } = 64;

    /// <summary>Calls that wait for a place at most; further ones are refused with 503 and Retry-After. Default 256.</summary>
    public int MaxQueue { get; set; } = 256;

    /// <summary>How long a call waits for a place before it is refused. Default 10 s.</summary>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a call may take; then it is cancelled and answered with an error. Null, the default: as long as it likes.</summary>
    public TimeSpan? CallTimeout { get; set; }

    /// <summary>The largest HTTP request body at the MCP endpoint, in bytes. Default 4 MiB.</summary>
    public long MaxBody { get; set; } = 4 << 20;

    /// <summary>Request bodies that are held in memory at most, in bytes. Null, the default: a quarter of the memory limit.</summary>
    public long? MaxBuffered { get; set; }

    /// <summary>
    /// Sessions that are open at the same time at most, with one of the SDK's stateful modes. Default 1000. Of these at most
    /// three quarters may be idle: the oldest idle ones are ended first.
    /// </summary>
    public int MaxSessions { get; set; } = 1000;

    /// <summary>After this long without a request of its client a session ends. Default 24 h.</summary>
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Hosts that requests to the MCP endpoint may name: <c>mcp.example.com</c>, with a port, or <c>*.example.com</c>. Null, the
    /// default: only loopback names when the server listens on loopback alone (DNS rebinding), else any.
    /// </summary>
    public IReadOnlyList<string>? AllowedHosts { get; set; }

    /// <summary>Web origins whose pages may call from browsers, as in <c>https://app.example.com</c>; <c>*</c> for any. Default only the server's own.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>After how long without a message an event stream gets a comment line, so that no proxy cuts it. Default 15 s.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often health checks run while all are well; after a failure every second. Probes get the last result. Default 5 s.</summary>
    public TimeSpan HealthCheckInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a health check may take that has no timeout of its own. Default 3 s.</summary>
    public TimeSpan HealthCheckTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>What was wrong with values from the configuration; they kept their defaults.</summary>
    internal List<string> Mistakes { get; } = [];

    /// <summary>The budget of a stop, in Kubernetes or elsewhere.</summary>
    internal ShutdownBudget Budget(bool inKubernetes) =>
        new(ShutdownTimeout, ShutdownDelay ?? (inKubernetes ? TimeSpan.FromSeconds(5) : TimeSpan.Zero), CancelGrace);
}

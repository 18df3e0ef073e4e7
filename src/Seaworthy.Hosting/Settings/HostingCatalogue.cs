using Option = Seaworthy.Hosting.Settings.HostingOption;

namespace Seaworthy.Hosting.Settings;

/// <summary>Every option of the library: configuration, its errors and docs/hosting-options.md follow from it.</summary>
internal static class HostingCatalogue
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Seaworthy";

    /// <summary>The options.</summary>
    public static IReadOnlyList<Option> Options { get; } =
    [
        Option.Create("ShutdownTimeout", ValueKinds.PositiveDuration, "30s",
            "From the first signal to the forced exit.", (options, value) => options.ShutdownTimeout = value),
        Option.Create("ShutdownDelay", ValueKinds.Duration, "0s, in Kubernetes 5s",
            "How long the server is not ready and still serves before it drains; a part of the timeout.", (options, value) => options.ShutdownDelay = value),
        Option.Create("CancelGrace", ValueKinds.Duration, "3s",
            "How long before the end of the timeout calls in flight are cancelled.", (options, value) => options.CancelGrace = value),
        Option.Create("MaxInFlight", ValueKinds.Count(1, 100_000), "64",
            "Calls that are worked on at the same time at most.", (options, value) => options.MaxInFlight = value),
        Option.Create("MaxQueue", ValueKinds.Count(0, 1_000_000), "256",
            "Calls that wait for a place at most; further ones are refused with 503 and Retry-After.", (options, value) => options.MaxQueue = value),
        Option.Create("QueueTimeout", ValueKinds.Duration, "10s",
            "How long a call waits for a place before it is refused.", (options, value) => options.QueueTimeout = value),
        Option.Create("CallTimeout", ValueKinds.PositiveDuration, "none",
            "How long a call may take; then it is cancelled and answered with an error.", (options, value) => options.CallTimeout = value),
        Option.Create("MaxBody", ValueKinds.MessageSize, "4MiB",
            "Largest HTTP request body at the MCP endpoint.", (options, value) => options.MaxBody = value),
        Option.Create("MaxBuffered", ValueKinds.BufferSize, "a quarter of the memory limit",
            "Request bodies held in memory at most; what does not fit is refused with 503.", (options, value) => options.MaxBuffered = value),
        Option.Create("MaxSessions", ValueKinds.Count(1, 1_000_000), "1000",
            "Sessions open at the same time at most, in the SDK's stateful modes.", (options, value) => options.MaxSessions = value),
        Option.Create("SessionIdle", ValueKinds.PositiveDuration, "24h",
            "After this long without a request a session ends.", (options, value) => options.SessionIdle = value),
        Option.Create("AllowedHosts", AddressKinds.Hosts, "on loopback only loopback names, elsewhere any",
            "Hosts that requests to the MCP endpoint may name.", (options, value) => options.AllowedHosts = value),
        Option.Create("AllowedOrigins", AddressKinds.Origins, "only the server's own",
            "Web origins whose pages may call from browsers.", (options, value) => options.AllowedOrigins = value),
        Option.Create("KeepAlive", ValueKinds.PositiveDuration, "15s",
            "After this long without a message an event stream gets a comment line.", (options, value) => options.KeepAlive = value),
        Option.Create("HealthCheckInterval", ValueKinds.PositiveDuration, "5s",
            "How often health checks run while all are well; after a failure every second.", (options, value) => options.HealthCheckInterval = value),
        Option.Create("HealthCheckTimeout", ValueKinds.PositiveDuration, "3s",
            "How long a health check may take that has no timeout of its own.", (options, value) => options.HealthCheckTimeout = value),
    ];
}

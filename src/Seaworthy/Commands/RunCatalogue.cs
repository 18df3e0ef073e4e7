using Seaworthy.Commands.Options;
using Option = Seaworthy.Commands.Options.OptionDescription<Seaworthy.Commands.RunSettings>;

namespace Seaworthy.Commands;

/// <summary>
/// Every option of <c>seaworthy run</c>. A new option is one entry here: parsing, the environment, <c>--help</c> and
/// docs/configuration.md follow. One explicit array: nothing is found by reflection, which trimming would break.
/// </summary>
internal static class RunCatalogue
{
    /// <summary>The options, section by section.</summary>
    public static IReadOnlyList<Option> Options { get; } =
    [
        Option.Create(OptionSection.Listening, "--listen", AddressKinds.Listen,
            new("http://127.0.0.1:3000", "in a container http://0.0.0.0:3000; PORT, when set, gives the port"),
            "Address of the MCP endpoint and the health endpoints.",
            (settings, value) => settings.WithRun(run => run with { Listen = value })),
        Option.Create(OptionSection.Listening, "--path", AddressKinds.Path, "/mcp",
            "Path of the MCP endpoint.",
            (settings, value) => settings.WithRun(run => run with { Path = value })),

        Option.Create(OptionSection.Access, "--allowed-hosts", AddressKinds.Hosts,
            new(null, "on loopback only loopback names, elsewhere any"),
            "Hosts that requests may name, *.example.com for every name below it; health endpoints are exempt.",
            (settings, value) => settings.WithRun(run => run with { AllowedHosts = value })),
        Option.Create(OptionSection.Access, "--allowed-origins", AddressKinds.Origins,
            new(null, "only the server's own"),
            "Web origins whose pages may call from browsers.",
            (settings, value) => settings.WithRun(run => run with { AllowedOrigins = value })),
        Option.Create(OptionSection.Access, "--trusted-proxies", AddressKinds.Networks,
            new(null, "none"),
            "Proxies whose X-Forwarded-For, -Proto and -Host are believed; from anybody else they are removed.",
            (settings, value) => settings.WithRun(run => run with { TrustedProxies = value })),
        Option.Create(OptionSection.Access, "--certificate", ValueKinds.PemFile,
            new(null, "none"),
            "PEM file with the certificate for an https:// address and those between it and its root; read again when it changes.",
            (settings, value) => settings.WithRun(run => run with { Certificate = value })),
        Option.Create(OptionSection.Access, "--certificate-key", ValueKinds.PemFile,
            new(null, "none"),
            "PEM file with the certificate's private key, without a passphrase.",
            (settings, value) => settings.WithRun(run => run with { CertificateKey = value })),

        Option.Create(OptionSection.Worker, "--upstream", AddressKinds.Upstream,
            new(null, "COMMAND speaks over standard input and output"),
            "MCP endpoint that COMMAND serves over HTTP itself; it is told the port as PORT, and everything but health goes there.",
            (settings, value) => settings.WithRun(run => run with { Upstream = value })),
        Option.Create(OptionSection.Worker, "--upstream-health", AddressKinds.AnyPath,
            new(null, "ready as soon as the port is open"),
            "Path at --upstream that answers 2xx when COMMAND is ready.",
            (settings, value) => settings.WithRun(run => run with { UpstreamHealth = value })),
        Option.Create(OptionSection.Worker, "--start-timeout", ValueKinds.PositiveDuration, "60s",
            "How long the first start of COMMAND may take until it answers; exit 3 when it takes longer.",
            (settings, value) => settings.WithRun(run => run with { StartTimeout = value })),
        Option.Create(OptionSection.Worker, "--worker-revision", ValueKinds.Revision,
            new(null, "found out by asking"),
            "Protocol revision that COMMAND speaks.",
            (settings, value) => settings.WithRun(run => run with { WorkerRevision = value })),

        Option.Create(OptionSection.Limits, "--max-in-flight", ValueKinds.Count(1, 100_000), "64",
            "Calls that a worker has at the same time at most.",
            (settings, value) => settings.WithRun(run => run with { MaxInFlight = value })),
        Option.Create(OptionSection.Limits, "--max-queue", ValueKinds.Count(0, 1_000_000), "256",
            "Calls that wait for a worker at most; further ones are refused with 503 and Retry-After.",
            (settings, value) => settings.WithRun(run => run with { MaxQueue = value })),
        Option.Create(OptionSection.Limits, "--queue-timeout", ValueKinds.Duration, "10s",
            "How long a call waits for a worker before it is refused.",
            (settings, value) => settings.WithRun(run => run with { QueueTimeout = value })),
        Option.Create(OptionSection.Limits, "--max-body", ValueKinds.MessageSize, "4MiB",
            "Largest HTTP request body.",
            (settings, value) => settings.WithRun(run => run with { MaxBody = value })),
        Option.Create(OptionSection.Limits, "--max-message", ValueKinds.MessageSize, "16MiB",
            "Largest message of a worker.",
            (settings, value) => settings.WithRun(run => run with { MaxMessage = value })),
        Option.Create(OptionSection.Limits, "--max-buffered", ValueKinds.BufferSize,
            new(null, "a quarter of the memory limit"),
            "Bodies, messages and answers held in memory at most; what does not fit is refused with 503.",
            (settings, value) => settings.WithRun(run => run with { MaxBuffered = value })),
        Option.Create(OptionSection.Limits, "--call-timeout", ValueKinds.PositiveDuration,
            new(null, "none"),
            "How long a worker may work on a call; then it is cancelled and answered with an error.",
            (settings, value) => settings.WithRun(run => run with { CallTimeout = value })),
        Option.Create(OptionSection.Limits, "--max-sessions", ValueKinds.Count(1, 1_000_000), "1000",
            "Sessions whose state is held at most; the one unused for longest makes room.",
            (settings, value) => settings.WithRun(run => run with { MaxSessions = value })),
        Option.Create(OptionSection.Limits, "--session-idle", ValueKinds.PositiveDuration, "24h",
            "After this long without a message of its client the state of a session is dropped; its id stays good.",
            (settings, value) => settings.WithRun(run => run with { SessionIdle = value })),

        Option.Create(OptionSection.Stopping, "--shutdown-timeout", ValueKinds.PositiveDuration, "30s",
            "From the first signal to the forced exit; the platform's own grace must be 5s longer.",
            (settings, value) => settings.WithBudget(budget => budget with { Total = value })),
        Option.Create(OptionSection.Stopping, "--shutdown-delay", ValueKinds.Duration,
            new("0s", "5s in Kubernetes"),
            "Part of that time in which it says not ready but still serves, until load balancers have noticed.",
            (settings, value) => settings.WithBudget(budget => budget with { Delay = value })),
        Option.Create(OptionSection.Stopping, "--cancel-grace", ValueKinds.Duration, "3s",
            "How long before the forced exit the calls that are left are cancelled.",
            (settings, value) => settings.WithBudget(budget => budget with { CancelGrace = value })),

        Option.Create(OptionSection.Logging, "--log-format", ValueKinds.LogFormat, "text",
            "Log lines for people, or one JSON object a line.",
            (settings, value) => settings with { Log = settings.Log with { Format = value } }),
        Option.Create(OptionSection.Logging, "--log-level", ValueKinds.LogLevel, "info",
            "Least severe level that is logged.",
            (settings, value) => settings with { Log = settings.Log with { Level = value } }),
    ];
}

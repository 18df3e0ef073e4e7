using Seaworthy.Commands.Options;
using Seaworthy.Hosting.Settings;
using Option = Seaworthy.Commands.Options.OptionDescription<Seaworthy.Commands.TrialSettings>;

namespace Seaworthy.Commands;

/// <summary>
/// Every option of <c>seaworthy trial</c>. They have no variables: SEAWORTHY_… belongs to the server that is tried, which inherits the
/// environment.
/// </summary>
internal static class TrialCatalogue
{
    /// <summary>The options, section by section.</summary>
    public static IReadOnlyList<Option> Options { get; } =
    [
        Flag(OptionSection.Target, "--stdio",
            "COMMAND speaks over standard input and output: this program stands before it, as seaworthy run with the budget below.",
            settings => settings with { Stdio = true }),
        Create(OptionSection.Target, "--image", TrialKinds.Image, new(null, "the command behind --"),
            "Image to start as a container with docker or podman. It must be there already: nothing is pulled.",
            (settings, value) => settings with { Image = value }),
        Create(OptionSection.Target, "--engine", TrialKinds.Engine, new(null, "docker when it works, else podman"),
            "What starts the image.",
            (settings, value) => settings with { Engine = value }),
        Create(OptionSection.Target, "--url", TrialKinds.Url, new(null, "the command behind --"),
            "MCP endpoint of a server that runs already, on this machine. It can be stopped once: choose the scenario with --only.",
            (settings, value) => settings with { Url = value }),
        Create(OptionSection.Target, "--pid", ValueKinds.Count(2, int.MaxValue), new(null, "required with --url"),
            "Process of the server behind --url, which gets the signals.",
            (settings, value) => settings with { ProcessId = value }),
        Create(OptionSection.Target, "--port", ValueKinds.Count(1, 65535),
            new(null, "a free one, given as PORT and in place of {port} in COMMAND ({port2} is another); for an image the one it exposes, or 3000"),
            "Port that the server listens on whatever it is told.",
            (settings, value) => settings with { Port = value }),
        Create(OptionSection.Target, "--path", AddressKinds.Path, "/mcp",
            "Path of the MCP endpoint.",
            (settings, value) => settings.WithTrial(trial => trial with { Path = value })),
        Create(OptionSection.Target, "--health", AddressKinds.AnyPath,
            new(null, "the first of /health, /healthz, /health/ready, /readyz, /ready that answers 2xx"),
            "Path that says 2xx when the server is ready.",
            (settings, value) => settings.WithTrial(trial => trial with { Health = value })),
        Create(OptionSection.Target, "--env", TrialKinds.Variable, new(null, "none"),
            "Variable for the server.",
            (settings, value) => settings with { Environment = new Dictionary<string, string>(settings.Environment) { [value.Key] = value.Value } },
            isRepeatable: true),
        Create(OptionSection.Target, "--ready-timeout", ValueKinds.PositiveDuration, "30s",
            "How long the trial waits for a start.",
            (settings, value) => settings.WithTrial(trial => trial with { ReadyTimeout = value })),
        Create(OptionSection.Target, "--budget", ValueKinds.PositiveDuration, "30s",
            "Shutdown budget that the server itself has: how long it may take from SIGTERM to its exit.",
            (settings, value) => settings.WithTrial(trial => trial with { Budget = value })),
        Create(OptionSection.Target, "--compare", TrialKinds.Compared, new(null, "the one server behind --"),
            "Server to put to the same trial as others, with quotes in COMMAND as a shell reads them; one table for all.",
            (settings, value) => settings with { Compared = [.. settings.Compared, value] },
            isRepeatable: true),

        Create(OptionSection.Calls, "--call", TrialKinds.Call, new(null, "a tool that is marked read-only and answers at once"),
            "Call for load; the only way to call a tool that is not marked read-only.",
            (settings, value) => settings.WithTrial(trial => trial with { Call = value })),
        Create(OptionSection.Calls, "--slow-call", TrialKinds.Call, new(null, "a tool that is marked read-only and takes as long as it is told"),
            "Call that takes a while, to stop the server in the middle of it.",
            (settings, value) => settings.WithTrial(trial => trial with { SlowCall = value })),
        Create(OptionSection.Calls, "--revision", TrialKinds.Revision, new(null, "2025-11-25 or what the server answers to it, else 2026-07-28"),
            "Protocol revision to speak.",
            (settings, value) => settings.WithTrial(trial => trial with { Revision = value })),
        Create(OptionSection.Calls, "--rate", ValueKinds.Count(1, 1000), "50",
            "Calls a second under load, whatever becomes of those before.",
            (settings, value) => settings.WithTrial(trial => trial with { Rate = value })),

        Create(OptionSection.Scenarios, "--only", TrialKinds.Scenarios, new(null, "all of them"),
            "Scenarios to hold.",
            (settings, value) => settings with { Only = value }),
        Create(OptionSection.Scenarios, "--skip", TrialKinds.Scenarios, new(null, "none"),
            "Scenarios to leave out.",
            (settings, value) => settings with { Skip = value }),
        Flag(OptionSection.Scenarios, "--quick",
            "Hold the six short ones that tell most.",
            settings => settings with { Quick = true }),
        Create(OptionSection.Scenarios, "--repeat", ValueKinds.Count(1, 1000), "1",
            "How often each is held.",
            (settings, value) => settings.WithTrial(trial => trial with { Repeat = value })),
        Create(OptionSection.Scenarios, "--seed", ValueKinds.Count(0, int.MaxValue), "0",
            "What the random moments follow from.",
            (settings, value) => settings.WithTrial(trial => trial with { Seed = value })),
        Flag(OptionSection.Scenarios, "--list",
            "Say which scenarios there are, and start nothing.",
            settings => settings with { List = true }),

        Create(OptionSection.Report, "--format", TrialKinds.Format, "text",
            "A table for people, or one JSON document with every call.",
            (settings, value) => settings with { Format = value }),
        Create(OptionSection.Report, "--junit", TrialKinds.NewFile, new(null, "none"),
            "File to write the verdicts to as JUnit XML, for CI systems.",
            (settings, value) => settings with { JUnit = value }),
    ];

    private static Option Create<TValue>(
        OptionSection section, string name, ValueKind<TValue> kind, OptionDefault otherwise, string help,
        Func<TrialSettings, TValue, TrialSettings> set, bool isRepeatable = false) =>
        Option.Create(section, name, kind, otherwise, help, set, inEnvironment: false, isRepeatable);

    private static Option Flag(OptionSection section, string name, string help, Func<TrialSettings, TrialSettings> set) =>
        Option.CreateFlag(section, name, help, set);
}

using Seaworthy.Commands.Options;
using Seaworthy.Hosting.Settings;
using Option = Seaworthy.Commands.Options.OptionDescription<Seaworthy.Commands.Initialising.InitSettings>;

namespace Seaworthy.Commands.Initialising;

/// <summary>
/// Every option of <c>seaworthy init</c>. They have no variables: the same folder gives the same files, wherever it is. The
/// order matters to nobody but the reader of <c>--help</c>.
/// </summary>
internal static class InitCatalogue
{
    /// <summary>The options.</summary>
    public static IReadOnlyList<Option> Options { get; } =
    [
        Answer(OptionSection.Server, "--runtime", AnswerKinds.Runtime, new(null, "by package.json, pyproject.toml, projects, go.mod, Cargo.toml"),
            "What the server runs on.", value => answers => answers with { Language = value }),
        Answer(OptionSection.Server, "--entry", AnswerKinds.Line("FILE", "a path from DIR, module:NAME or a script of the project"), new(null, "by what the project says starts it"),
            "What starts the server: its script, module or project.", value => answers => answers with { Entry = value }),
        Answer(OptionSection.Server, "--arguments", AnswerKinds.Words, new(null, "none, or those of the project's own start script"),
            "What follows it on the command line.", value => answers => answers with { Arguments = value }),
        Answer(OptionSection.Server, "--transport", AnswerKinds.Transport, new(null, "by the sources"),
            "Whether it talks over standard input and output or over Streamable HTTP.", value => answers => answers with { Transport = value }),
        Answer(OptionSection.Server, "--upstream-port", AnswerKinds.Port, new("3001", "another when the sources say so"),
            "Where a server that talks HTTP listens, behind seaworthy; it is told as PORT.", value => answers => answers with { UpstreamPort = value }),
        Answer(OptionSection.Server, "--path", AddressKinds.Path, new("/mcp", "another when the sources say so"),
            "Path of the MCP endpoint.", value => answers => answers with { Path = value }),
        Answer(OptionSection.Server, "--database-url", AnswerKinds.Database, new(null, "optional when the sources read it, else none"),
            "Whether it reads DATABASE_URL; the value itself belongs into .env.production and a Secret.", value => answers => answers with { Database = value }),
        Answer(OptionSection.Server, "--data", AnswerKinds.ContainerFolder, new(null, "none"),
            "Folder for what must outlive the container; the server is told it as DATA_DIR.", value => answers => answers with { DataFolder = value }),

        Answer(OptionSection.Image, "--name", AnswerKinds.Label, new(null, "by the project's name"),
            "Name of services, containers and units.", value => answers => answers with { Name = value }),
        Answer(OptionSection.Image, "--version", AnswerKinds.Line("VERSION", "a tag of an image: 1.0.0"), new(null, "by the project's version, else 0.1.0"),
            "Version of the server.", value => answers => answers with { Version = value }),
        Answer(OptionSection.Image, "--image", AnswerKinds.Line("IMAGE", "an image with a tag: registry.example/catalog:1.0.0"), new(null, "NAME:VERSION"),
            "Image that is built and run.", value => answers => answers with { Image = value }),
        Answer(OptionSection.Image, "--build-image", AnswerKinds.Line("IMAGE", "an image with a tag or a digest"), new(null, "by the runtime and its version"),
            "Image that the server is built in.", value => answers => answers with { BuildImage = value }),
        Answer(OptionSection.Image, "--base-image", AnswerKinds.Line("IMAGE", "an image with a tag or a digest"), new(null, "by the runtime and its version"),
            "Image that it runs in.", value => answers => answers with { BaseImage = value }),
        Answer(OptionSection.Image, "--dockerfile", AnswerKinds.FileName, "Dockerfile",
            "Name of the Dockerfile.", value => answers => answers with { Dockerfile = value }),
        Answer(OptionSection.Image, "--seaworthy-image", AnswerKinds.Line("IMAGE", "an image with a tag or a digest"), new(null, "seaworthy, of the version of this program"),
            "Image that has seaworthy at /seaworthy.", value => answers => answers with { SeaworthyImage = value }),
        Option.CreateFlag(OptionSection.Image, "--native", "Compile a server on .NET to one native program.",
            settings => settings.With(answers => answers with { Native = true })),

        Answer(OptionSection.Deployment, "--target", AnswerKinds.Targets, new(null, "all of them"),
            "Where it is to run.", value => answers => answers with { Targets = value }),
        Answer(OptionSection.Deployment, "--port", AnswerKinds.Port, new("3000", "8080 when the server itself needs 3000"),
            "Port at the network.", value => answers => answers with { Port = value }),
        Answer(OptionSection.Deployment, "--shutdown-timeout", ValueKinds.PositiveDuration, "30s",
            "From the first signal to the forced exit; every platform is told to wait 5s longer.", value => answers => answers with { ShutdownTimeout = value }),
        Answer(OptionSection.Deployment, "--shutdown-delay", ValueKinds.Duration, "5s",
            "Part of that time in which pods say not ready but still serve.", value => answers => answers with { ShutdownDelay = value }),
        Answer(OptionSection.Deployment, "--workers", CountKinds.Workers, "1",
            "Processes of the server in each replica that calls are spread over; none knows what another remembers.", value => answers => answers with { Workers = value }),
        Answer(OptionSection.Deployment, "--memory", AnswerKinds.Memory, new("512MiB", "as much again for each further worker and the spare that comes with them"),
            "Memory that a replica may use.", value => answers => answers with { Memory = value }),
        Answer(OptionSection.Deployment, "--replicas", ValueKinds.Count(1, 1000), "2",
            "Pods in Kubernetes.", value => answers => answers with { Replicas = value }),
        Answer(OptionSection.Deployment, "--hpa", ValueKinds.Count(1, 1000), new(null, "no autoscaler"),
            "Pods at most: an autoscaler chooses between --replicas and this.", value => answers => answers with { MaxReplicas = value }),
        Answer(OptionSection.Deployment, "--ingress", AnswerKinds.Host, new(null, "no Ingress"),
            "Public name that an Ingress of nginx leads to the server.", value => answers => answers with { IngressHost = value }),
        Answer(OptionSection.Deployment, "--gateway", AnswerKinds.Host, new(null, "no route"),
            "Public name that a route of a Gateway leads to the server.", value => answers => answers with { GatewayHost = value }),
        Answer(OptionSection.Deployment, "--gateway-name", AnswerKinds.Label, "gateway",
            "The Gateway, in the same namespace.", value => answers => answers with { GatewayName = value }),
        Option.CreateFlag(OptionSection.Deployment, "--network-policy", "Let only pods of the cluster reach the server, and only at its port.",
            settings => settings.With(answers => answers with { NetworkPolicy = true })),
        Answer(OptionSection.Deployment, "--postgres", AnswerKinds.Account, new(null, "none"),
            "PostgreSQL beside it in Compose, in a profile of its own, with a user and a database of this name.", value => answers => answers with { Postgres = value }),

        Option.CreateFlag(OptionSection.Files, "--dry-run", "Write nothing; show what would change, as a unified diff.", settings => settings with { DryRun = true }),
        Option.CreateFlag(OptionSection.Files, "--verify", "Write nothing; exit 1 when a file is not what would be written.", settings => settings with { Verify = true }),
        Option.CreateFlag(OptionSection.Files, "--force", "Overwrite files that init did not write, or that were edited since.", settings => settings with { Force = true }),
    ];

    /// <summary>Whether an option is about this run alone, and not remembered for the next one.</summary>
    public static bool IsPassing(string option) => option is "--dry-run" or "--verify" or "--force";

    private static Option Answer<TValue>(OptionSection section, string name, ValueKind<TValue> kind, OptionDefault otherwise, string help, Func<TValue, Func<Init.Plans.Answers, Init.Plans.Answers>> change) =>
        Option.Create(section, name, kind, otherwise, help, (settings, value) => settings.With(change(value)), inEnvironment: false);
}

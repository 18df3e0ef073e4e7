using Seaworthy.Commands.Options;
using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Run.Door.Tls;

namespace Seaworthy.Commands;

/// <summary><c>seaworthy run</c>: reads the options and hands over to the runtime.</summary>
internal sealed class RunVerb(RunHandler run) : Verb
{
    public override string Name => "run";

    public override string Summary => "Run an MCP server in production";

    public override string Description =>
        "Starts COMMAND, an MCP server that speaks over standard input and output, and serves it over Streamable HTTP with " +
        "health endpoints, limits, restarts and a shutdown that answers the calls in flight. Made to be the first process of a container.";

    public override string Usage => "[options] -- COMMAND [ARG...]";

    public override bool TakesCommand => true;

    public override IReadOnlyList<Example> Examples =>
    [
        new("seaworthy run -- node server.js", "serve it at http://127.0.0.1:3000/mcp"),
        new("seaworthy run --listen http://0.0.0.0:8080 --log-format json -- python -m my_server", "in an image, with JSON logs"),
        new("SEAWORTHY_MAX_IN_FLIGHT=16 seaworthy run -- npx -y @modelcontextprotocol/server-everything", "options as variables"),
    ];

    public override IReadOnlyList<OptionDescription> Options => RunCatalogue.Options;

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes =>
    [
        (ExitCode.AllAnswered, "Every call was answered."),
        (ExitCode.CutOrFault, "At least one call was cut, or there was a fault."),
        (ExitCode.Usage, "The command line or the environment is wrong; nothing was started."),
        (ExitCode.NeverReady, "The server never became ready, or was lost for good."),
    ];

    public override Task<int> ExecuteAsync(VerbCall call)
    {
        var errors = call.Arguments.Errors.ToList();
        var command = call.Arguments.AfterDashes ?? [];
        if (command.Count == 0 && !call.Arguments.CommandWithoutDashes)
            errors.Add("COMMAND is missing: what starts the MCP server, after --. For example: seaworthy run -- node server.js");
        var settings = ReadSettings(call, command, errors);
        if (errors.Count > 0)
            return Task.FromResult(call.Refuse(errors));
        return run(settings.Run, settings.Log,
            [.. UnknownVariables.Explain(call.Facts, RunCatalogue.Options), .. RootWarning.Explain(call.Facts, settings.Run.User)]);
    }

    private static RunSettings ReadSettings(VerbCall call, IReadOnlyList<string> command, List<string> errors)
    {
        var (port, portError) = DefaultListen.ReadPort(call.Facts);
        var listen = RunCatalogue.Options[0];
        if (portError is not null && OptionReader.Find(listen, call) is null)
            errors.Add(portError);
        var settings = RunSettings.Defaults(call.Facts, command, port);
        settings = OptionReader.Read(settings, RunCatalogue.Options.Where(option => !IsBudget(option)), call, errors);
        // The sum is judged only when all its parts are known: a bad part would be reported twice.
        var before = errors.Count;
        settings = OptionReader.Read(settings, RunCatalogue.Options.Where(IsBudget), call, errors);
        if (errors.Count == before)
            errors.AddRange(settings.Run.Budget.Validate());
        errors.AddRange(settings.Run.ValidateUpstream());
        if (errors.Count == 0)
            errors.AddRange(CertificateFiles.Validate(settings.Run));
        return settings.WithRun(run => run with
        {
            WorkerEnvironment = WorkerEnvironment.Changes(
                call.Facts.Environment.Keys, run.EnvironmentFile is { } file ? EnvironmentFile.Read(file, errors) : new Dictionary<string, string>()),
        });
    }

    private static bool IsBudget(OptionDescription option) => option.Section == OptionSection.Stopping;
}

using Seaworthy.Commands.Options;
using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Trial;
using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Commands;

/// <summary><c>seaworthy trial</c>: reads the options and hands over to the trial.</summary>
internal sealed class TrialVerb : Verb
{
    /// <summary>What a server that can be stopped only once is put to: the one that tells most.</summary>
    private const string AttachedScenario = "stop-under-load";

    public override string Name => "trial";

    public override string Summary => "Prove that an MCP server starts, serves and stops as production needs it";

    public override string Description =>
        "Starts an MCP server as production would, puts it under load, signals and kills it, and gives a verdict for each promise, with " +
        "what was seen and what to do. The server need not know of Seaworthy. It is started anew for each scenario, and nothing of it is left behind.";

    public override string Usage => "[options] -- COMMAND [ARG...] | --image IMAGE | --url URL --pid PID";

    public override bool TakesCommand => true;

    public override IReadOnlyList<Example> Examples =>
    [
        new("seaworthy trial --budget 3s -- node server.js", "a server that serves HTTP on PORT and forces its own exit after 3 s"),
        new("seaworthy trial --stdio --quick -- npx -y @modelcontextprotocol/server-everything", "a stdio server behind seaworthy run"),
        new("seaworthy trial --image product-server:1.0", "an image that was built here, with what images have to promise besides"),
    ];

    public override IReadOnlyList<OptionDescription> Options => TrialCatalogue.Options;

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes =>
    [
        (0, "No promise was broken; what could not be tested is said."),
        (1, "A promise was broken."),
        (2, "The trial could not be held: a wrong command line, no server, or nothing to test."),
    ];

    public override Task<int> ExecuteAsync(VerbCall call)
    {
        var errors = call.Arguments.Errors.ToList();
        var defaults = new TrialSettings { Trial = new TrialOptions { Scenarios = [] }, Command = call.Arguments.AfterDashes ?? [] };
        var settings = OptionReader.Read(defaults, TrialCatalogue.Options, call, errors);
        if (errors.Count == 0 && settings.List)
        {
            TrialList.Write(call.Output);
            return Task.FromResult(ExitCode.AllAnswered);
        }
        // What was not understood would be missed here, too.
        if (errors.Count == 0)
            errors.AddRange(Validate(settings, call.Arguments.CommandWithoutDashes));
        var scenarios = Choose(settings);
        if (scenarios.Count == 0)
            errors.Add("--only, --skip and --quick leave no scenario. See seaworthy trial --list.");
        if (settings.Url is { } url)
            settings = settings.WithTrial(trial => trial with { Path = url.AbsolutePath });
        return errors.Count > 0
            ? Task.FromResult(call.Refuse(errors))
            : TrialCommand.ExecuteAsync(settings.WithTrial(trial => trial with { Scenarios = scenarios }), call);
    }

    private static IEnumerable<string> Validate(TrialSettings settings, bool isExplained)
    {
        (string Name, bool IsGiven)[] targets =
            [("-- COMMAND", settings.Command.Count > 0), ("--image", settings.Image is not null), ("--url", settings.Url is not null), ("--compare", settings.Compared.Count > 0)];
        var given = targets.Where(target => target.IsGiven).Select(target => target.Name).ToArray();
        if (given.Length == 0 && !isExplained)
            yield return "COMMAND is missing: what starts the server, after --. For example: seaworthy trial -- node server.js. Or name --image, or --url and --pid, or --compare.";
        if (given.Length > 1)
            yield return $"{string.Join(" and ", given)} each name a server. Give one of them.";
        if (settings.Stdio && settings.Command.Count == 0 && settings.Compared.Count == 0)
            yield return "--stdio is about COMMAND, and there is none.";
        if (settings.Url is null != settings.ProcessId is null)
            yield return "--url and --pid need each other: one says where the server is called, the other what is signalled.";
    }

    private static IReadOnlyList<string> Choose(TrialSettings settings) =>
    [
        .. ScenarioCatalogue.All
            .Where(scenario => settings.Only.Count > 0
                ? settings.Only.Contains(scenario.Name)
                : settings.Url is not null ? scenario.Name == AttachedScenario
                : (!settings.Quick || scenario.IsQuick) && (!scenario.NeedsImage || settings.Image is not null))
            .Select(scenario => scenario.Name)
            .Except(settings.Skip),
    ];
}

using Seaworthy.Commands.Options;
using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Settings;
using Seaworthy.Init.Artefacts;
using Seaworthy.Init.Detection;
using Seaworthy.Init.Plans;
using Seaworthy.Init.Writing;

namespace Seaworthy.Commands.Initialising;

/// <summary><c>seaworthy init</c>: writes the deployment of a server that is there already.</summary>
internal sealed class InitVerb : Verb
{
    public override string Name => "init";

    public override string Summary => "Write the files that deploy a server";

    public override string Description =>
        "Looks at the MCP server in DIR (the current folder unless one is given), says what it found and why, and writes an image, " +
        "Compose, Kubernetes and systemd files that agree with each other. It asks only at a terminal, and only what it cannot know; " +
        "every answer is an option. Files that it did not write, or that were edited since, stay as they are.";

    public override string Usage => "[DIR] [options]";

    public override bool TakesOperands => true;

    public override IReadOnlyList<Example> Examples =>
    [
        new("seaworthy init", "the server in the current folder"),
        new("seaworthy init --dry-run services/catalog", "what would be written"),
        new("seaworthy init --verify", "in CI: do the files agree with the server still?"),
    ];

    public override IReadOnlyList<OptionDescription> Options => InitCatalogue.Options;

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes =>
    [
        (ExitCode.AllAnswered, "The files are there."),
        (ExitCode.CutOrFault, "A file is somebody else's, or cannot be read or written, or with --verify has drifted."),
        (ExitCode.Usage, "The command line is wrong, or something is unknown; the option that says it is named."),
    ];

    public override Task<int> ExecuteAsync(VerbCall call) => Task.FromResult(Execute(call, call.Facts.InputIsTerminal ? Console.In : null));

    /// <summary>The same with a person of one's own; null for nobody.</summary>
    public static int Execute(VerbCall call, TextReader? person)
    {
        var errors = call.Arguments.Errors.ToList();
        var operands = call.Arguments.Operands;
        if (operands.Count > 1)
            errors.Add($"{string.Join(" and ", operands.Select(UsageText.Quote))}: give one folder.");
        var folder = operands.Count == 1 ? operands[0] : ".";
        if (!Directory.Exists(folder))
            errors.Add($"{UsageText.Quote(folder)} is no folder.");
        if (errors.Count > 0)
            return call.Refuse(errors);

        try
        {
            return Execute(call, folder, person);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            call.Error.WriteLine($"seaworthy: {UsageText.Printable(e.Message)}");
            return ExitCode.CutOrFault;
        }
    }

    private static int Execute(VerbCall call, string folder, TextReader? person)
    {
        var output = new OutputFolder(folder);
        var ledger = output.ReadLedger();
        var recalled = Memory.Recall(call, ledger);
        if (Decide(ref recalled, ProjectFiles.Read(folder), person) is not { } plan)
            return ExitCode.Usage;
        Memory.Remember(recalled, ledger);
        return Act(recalled, plan, output, ledger);
    }

    /// <summary>Finds out and asks until nothing is unknown; null when it was refused.</summary>
    private static DeploymentPlan? Decide(ref VerbCall call, ProjectFiles files, TextReader? person)
    {
        while (true)
        {
            var errors = new List<string>();
            var settings = OptionReader.Read(new InitSettings(), InitCatalogue.Options, call, errors);
            var findings = errors.Count == 0 ? Detector.Detect(files, settings.Answers) : new Findings();
            if (findings.Unknowns is [var unknown, ..])
            {
                if (person is not null && new Interview(person, call.Error).Ask(unknown) is { } answer)
                {
                    call = Memory.Answer(call, unknown.Option, answer);
                    continue;
                }
                InitReport.WriteFindings(findings, call.Error);
                errors.AddRange(findings.Unknowns.Select(Explain));
            }
            if (errors.Count == 0)
            {
                var plan = PlanBuilder.Build(settings.Answers, findings, Path.GetFileName(files.Location), VersionVerb.Version);
                errors.AddRange(PlanRules.Validate(plan));
                if (errors.Count == 0)
                {
                    InitReport.WriteFindings(findings, call.Error);
                    InitReport.WritePlan(plan, call.Error);
                    return plan;
                }
            }
            call.Refuse(errors);
            return null;
        }
    }

    private static string Explain(Unknown unknown) =>
        $"{unknown.Option} is needed: {unknown.Why}.{(unknown.Candidates.Count > 0 ? $" It may be {string.Join(", ", unknown.Candidates.Select(UsageText.Printable))}." : "")}";

    private static int Act(VerbCall call, DeploymentPlan plan, OutputFolder output, Ledger ledger)
    {
        var settings = OptionReader.Read(new InitSettings(), InitCatalogue.Options, call, []);
        var files = output.Compare(ArtefactSet.Of(plan), ledger);
        if (settings.DryRun || settings.Verify)
        {
            foreach (var file in files.Where(file => file.State != FileState.Same))
                call.Output.Write(UnifiedDiff.Write(file.Artefact.Path, file.Current, file.Artefact.Text));
            var drifted = files.Where(file => file.State != FileState.Same).Select(file => file.Artefact.Path).ToArray();
            if (settings.Verify && drifted.Length > 0)
                call.Error.WriteLine($"seaworthy: not what init would write: {string.Join(", ", drifted)}. Run seaworthy init, or commit what it wrote.");
            return settings.Verify && drifted.Length > 0 ? ExitCode.CutOrFault : ExitCode.AllAnswered;
        }
        if (!settings.Force && files.Any(file => file.IsSomebodyElses))
        {
            foreach (var file in files.Where(file => file.IsSomebodyElses))
                call.Error.WriteLine($"seaworthy: {InitReport.WhyLeft(file)}");
            call.Error.WriteLine("seaworthy: Nothing was written, because the files must agree. --dry-run shows the difference, --target leaves files out, --force overwrites.");
            return ExitCode.CutOrFault;
        }
        foreach (var file in files)
        {
            if (file.State != FileState.Same)
                output.Write(file.Artefact.Path, file.Artefact.Text);
            ledger.Written(file.Artefact.Path, file.Artefact.Text);
            InitReport.WriteFile(file, settings.Force, call.Output);
        }
        output.Write(Ledger.Name, ledger.ToString());
        return ExitCode.AllAnswered;
    }
}

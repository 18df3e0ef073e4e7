using Seaworthy.Check;
using Seaworthy.Check.Fixes;
using Seaworthy.Check.Reports;
using Seaworthy.Commands.Options;
using Seaworthy.Commands.Parsing;
using Seaworthy.Deployment.Files;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Commands.Checking;

/// <summary><c>seaworthy check</c>: finds the ways in which deployment files will lose calls.</summary>
internal sealed class CheckVerb : Verb
{
    private const string StandardInput = "-";
    private const string Piped = "stdin.yaml";

    public override string Name => "check";

    public override string Summary => "Find the ways in which deployment files lose calls";

    public override string Description =>
        "Reads Dockerfiles, container properties of projects, Compose files, Kubernetes manifests, systemd units, entry scripts and the server's own files below each PATH " +
        "(the current folder unless one is given; - is standard input), joins them, and says what will lose calls: where, why, and what to write instead.";

    public override string Usage => "[PATH...] [options]";

    public override bool TakesOperands => true;

    public override IReadOnlyList<Example> Examples =>
    [
        new("seaworthy check", "everything below the current folder"),
        new("helm template chart | seaworthy check - --fail-on error", "what Helm makes, in CI"),
        new("seaworthy check --format sarif deploy > seaworthy.sarif", "for code scanning"),
    ];

    public override IReadOnlyList<OptionDescription> Options => CheckCatalogue.Options;

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes =>
    [
        (ExitCode.AllAnswered, "Nothing was found of the severity of --fail-on or above."),
        (ExitCode.CutOrFault, "Something was found."),
        (ExitCode.Usage, "The command line is wrong, or there is nothing to check."),
    ];

    public override Task<int> ExecuteAsync(VerbCall call) => Task.FromResult(Execute(call, Console.OpenStandardInput));

    /// <summary>The same with a standard input of one's own.</summary>
    public static int Execute(VerbCall call, Func<Stream> input)
    {
        var errors = call.Arguments.Errors.ToList();
        var settings = OptionReader.Read(new CheckSettings(), CheckCatalogue.Options, call, errors);
        var paths = call.Arguments.Operands.Count > 0 ? call.Arguments.Operands : ["."];
        errors.AddRange(paths.Where(path => path != StandardInput && !Path.Exists(path)).Select(path => $"{UsageText.Quote(path)} does not exist."));
        var baseline = settings.Baseline is { } file ? Baseline.Read(file, errors) : Baseline.Empty;
        if (errors.Count > 0)
            return call.Refuse(errors);

        var result = Check(paths, input, baseline);
        if (settings.Fix)
            result = FixAll(result, () => Check(paths, input, baseline), call.Error);
        if (result.Files == 0 && result.Findings.Count == 0)
        {
            return call.Refuse([$"there is no Dockerfile, Compose file, Kubernetes manifest, systemd unit or project with container properties in {string.Join(", ", paths.Select(UsageText.Quote))}."]);
        }
        Report.Write(settings.Format, result, call.Output, call.Facts.WantsColour);
        return result.Findings.Any(finding => finding.Severity >= settings.FailOn) ? ExitCode.CutOrFault : ExitCode.AllAnswered;
    }

    private static CheckResult Check(IReadOnlyList<string> paths, Func<Stream> input, Baseline baseline)
    {
        var files = FileFinder.Read(paths.Where(path => path != StandardInput));
        if (paths.Contains(StandardInput))
            FileFinder.ReadStream(files, input(), Piped);
        // Beside a file that was named others are read for what it is joined with, and not judged.
        var named = paths.Where(path => path != StandardInput && File.Exists(path)).Select(FileFinder.Shown).Append(Piped).ToHashSet(StringComparer.Ordinal);
        var folders = paths.Where(Directory.Exists).Select(FileFinder.Shown).ToArray();
        return baseline.Apply(Checker.Run(files, RuleCatalogue.All, file => named.Contains(file.Path) || folders.Any(folder => IsWanted(file.Path, folder))));
    }

    // A folder of tests is judged when it is named; its files are read in any case, since a service may be built there.
    private static bool IsWanted(string path, string folder) =>
        path == folder || path == "." || FileSet.IsBelow(path, folder) && !FileNames.IsInTests(folder.Length == 0 ? path : path[(folder.Length + 1)..]);

    private static CheckResult FixAll(CheckResult result, Func<CheckResult> check, TextWriter error)
    {
        // One change may make room for another; what still changes after a few rounds does so for ever.
        for (var round = 0; round < 5 && Fixer.Apply(result.Findings) is { Count: > 0 } changed; round++)
        {
            foreach (var (path, count) in changed)
                error.WriteLine(FormattableString.Invariant($"seaworthy: {path}: {count} {(count == 1 ? "change" : "changes")} made"));
            result = check();
        }
        return result;
    }
}

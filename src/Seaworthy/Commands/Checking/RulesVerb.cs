using Seaworthy.Check;
using Seaworthy.Check.Reports;
using Seaworthy.Commands.Options;
using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Commands.Checking;

/// <summary><c>seaworthy rules</c>: the catalogue.</summary>
internal sealed class RulesVerb : Verb
{
    private static readonly IReadOnlyList<OptionDescription<RulesSettings>> Catalogue =
    [
        OptionDescription<RulesSettings>.Create(OptionSection.Options, "--format", new ValueKind<bool>("text|markdown", "text or markdown",
            (string text, out bool value) => (value = text == "markdown") || text == "text"), "text",
            "A list, or the whole catalogue as a page.", (settings, value) => settings with { Markdown = value }, inEnvironment: false),
    ];

    public override string Name => "rules";

    public override string Summary => "List what check looks for";

    public override string Description => "Lists every rule of seaworthy check with its severity. A star marks those that no other linter we read has.";

    public override string Usage => "[--format text|markdown]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("seaworthy rules", "the list"),
        new("seaworthy rules --format markdown > rules.md", "the whole catalogue"),
        new("seaworthy explain drain-exceeds-grace", "one rule"),
    ];

    public override IReadOnlyList<OptionDescription> Options => Catalogue;

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes => [(ExitCode.AllAnswered, "Always."), (ExitCode.Usage, "The command line is wrong.")];

    public override Task<int> ExecuteAsync(VerbCall call)
    {
        var errors = call.Arguments.Errors.ToList();
        var settings = OptionReader.Read(new RulesSettings(), Catalogue, call, errors);
        if (errors.Count > 0)
            return Task.FromResult(call.Refuse(errors));
        if (settings.Markdown)
            call.Output.Write(RulesPage.Write(RuleCatalogue.All));
        else
            RuleText.WriteList(RuleCatalogue.All, call.Output);
        return Task.FromResult(ExitCode.AllAnswered);
    }
}

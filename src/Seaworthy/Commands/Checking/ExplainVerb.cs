using Seaworthy.Check;
using Seaworthy.Check.Reports;
using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Commands.Checking;

/// <summary><c>seaworthy explain RULE</c>: one rule.</summary>
internal sealed class ExplainVerb : Verb
{
    public override string Name => "explain";

    public override string Summary => "Explain a rule of check";

    public override string Description => "Says what a rule finds, what happens then, what to do, and shows it wrong and right.";

    public override string Usage => "RULE";

    public override bool TakesOperands => true;

    public override IReadOnlyList<Example> Examples =>
    [
        new("seaworthy explain drain-exceeds-grace", "one rule"),
        new("seaworthy explain DL3025", "a rule by the name that another linter gives it"),
        new("seaworthy rules", "the names of all rules"),
    ];

    public override IReadOnlyList<(int Code, string Meaning)> ExitCodes => [(ExitCode.AllAnswered, "It is explained."), (ExitCode.Usage, "There is no such rule.")];

    public override Task<int> ExecuteAsync(VerbCall call)
    {
        var errors = call.Arguments.Errors.ToList();
        if (call.Arguments.Operands.Count != 1)
            errors.Add("RULE is missing: the name of one rule. seaworthy rules lists them.");
        else if (RuleCatalogue.Find(call.Arguments.Operands[0]) is null)
            errors.Add(Unknown(call.Arguments.Operands[0]));
        if (errors.Count > 0)
            return Task.FromResult(call.Refuse(errors));
        RuleText.WriteRule(RuleCatalogue.Find(call.Arguments.Operands[0])!, call.Output);
        return Task.FromResult(ExitCode.AllAnswered);
    }

    private static string Unknown(string name) =>
        $"{UsageText.Quote(name)} is not a rule.{(Nearest.To(name, RuleCatalogue.All.Select(rule => rule.Slug)) is { } nearest ? $" Did you mean {nearest}?" : "")} seaworthy rules lists them.";
}

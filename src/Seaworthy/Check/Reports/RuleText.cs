namespace Seaworthy.Check.Reports;

/// <summary>Rules for people at a terminal.</summary>
internal static class RuleText
{
    /// <summary>The list of rules.</summary>
    public static void WriteList(IEnumerable<Rule> rules, TextWriter output)
    {
        foreach (var group in rules.GroupBy(rule => rule.Group).OrderBy(group => group.Key))
        {
            output.WriteLine($"{group.Key}:");
            foreach (var rule in group)
                output.WriteLine($"  {(rule.IsOurs ? "*" : " ")} {rule.Slug,-28} {Report.Word(rule.Severity),-8} {rule.What}");
        }
    }

    /// <summary>One rule, whole.</summary>
    public static void WriteRule(Rule rule, TextWriter output)
    {
        output.WriteLine($"{rule.Slug} ({Report.Word(rule.Severity)}{(rule.Aliases.Count > 0 ? $"; elsewhere {string.Join(", ", rule.Aliases)}" : "")})");
        output.WriteLine();
        output.WriteLine(rule.What);
        output.WriteLine($"Why: {rule.Why}");
        output.WriteLine($"Fix: {rule.Fix}");
        if (rule.IsProven)
            output.WriteLine("Proven: in a real container the failure was seen with a wrong deployment, and not after the fix.");
        foreach (var (title, example) in ((string, string)[])[("Wrong", rule.Bad), ("Right", rule.Good)])
        {
            output.WriteLine();
            output.WriteLine($"{title}:");
            foreach (var line in example.Split('\n'))
                output.WriteLine($"  {line}".TrimEnd());
        }
        output.WriteLine();
        output.WriteLine($"Switch off: # seaworthy: ignore {rule.Slug} REASON");
    }
}

using Seaworthy.Check;
using Seaworthy.Check.Fixes;
using Seaworthy.Check.Reports;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Tests.Check;

public class RuleExampleTests
{
    public static TheoryData<string> Slugs => [.. RuleCatalogue.All.Select(rule => rule.Slug)];

    [Theory]
    [MemberData(nameof(Slugs))]
    public void The_wrong_example_is_found_and_the_right_one_is_not(string slug)
    {
        var rule = RuleCatalogue.Find(slug)!;

        Assert.NotEmpty(Findings(rule, ExampleFiles.ReadSet(rule.Bad)));
        Assert.Empty(Findings(rule, ExampleFiles.ReadSet(rule.Good)));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Examples_are_files_that_can_be_read(string slug)
    {
        var rule = RuleCatalogue.Find(slug)!;

        if (slug != "unreadable-file")
            Assert.Empty(Findings(RuleCatalogue.Find("unreadable-file")!, ExampleFiles.ReadSet(rule.Bad)));
        Assert.Empty(Findings(RuleCatalogue.Find("unreadable-file")!, ExampleFiles.ReadSet(rule.Good)));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void A_change_ends_the_finding_and_a_second_one_changes_nothing(string slug)
    {
        var rule = RuleCatalogue.Find(slug)!;
        var files = ExampleFiles.Read(rule.Bad);
        var edits = Findings(rule, FileSet.Of(files)).SelectMany(finding => finding.Edits).ToArray();
        if (edits.Length == 0)
            return;

        var changed = FileSet.Of(files.Select(file => new SourceFile(file.Path, Fixer.Changed(file, edits.Where(edit => edit.Place.File == file)).Text)));

        Assert.Empty(Findings(rule, changed));
        Assert.Empty(Findings(RuleCatalogue.Find("unreadable-file")!, changed));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Texts_follow_the_house_style(string slug)
    {
        var rule = RuleCatalogue.Find(slug)!;

        Assert.Matches("^[a-z]+(-[a-z0-9]+)*$", rule.Slug);
        Assert.All((string[])[rule.What, rule.Why, rule.Fix], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.EndsWith(".", rule.What);
        Assert.EndsWith(".", rule.Why);
        Assert.All(Findings(rule, ExampleFiles.ReadSet(rule.Bad)), finding =>
        {
            Assert.EndsWith(".", finding.Message);
            Assert.True(slug is "unreadable-file" || finding.Advice.Length > 0);
        });
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void A_comment_with_a_reason_switches_it_off(string slug)
    {
        var rule = RuleCatalogue.Find(slug)!;
        var bad = ExampleFiles.ReadSet(rule.Bad);
        if (rule.Group == RuleGroup.Files || bad.All.Any(file => file.Name == "package.json" || file.Name.EndsWith(".json", StringComparison.Ordinal)))
            return;

        var commented = FileSet.Of(bad.All.Select(file => new SourceFile(file.Path,
            $"{(FileNames.KindOf(file.Path) == FileKind.Source && !file.Path.EndsWith(".py", StringComparison.Ordinal) ? "//" : "#")} seaworthy: ignore-file {slug} a test\n{file.Text}")));

        Assert.Empty(Checker.Run(commented, [rule]).Findings);
        Assert.True(Checker.Run(commented, [rule]).Suppressed > 0);
    }

    [Fact]
    public void Names_are_unique() =>
        Assert.Distinct(RuleCatalogue.All.SelectMany(rule => rule.Aliases.Append(rule.Slug)));

    [Fact]
    public void Every_rule_is_in_the_catalogue()
    {
        var classes = typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule))).Select(type => type.Name);

        Assert.Equal(classes.Order(StringComparer.Ordinal), RuleCatalogue.All.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_rule_counts_as_proven_when_it_has_a_case_that_is_run()
    {
        var cases = Directory.EnumerateFiles(Path.Combine(GeneratedFile.Root, "tests/Seaworthy.ContainerTests/Truth/Cases"), "*.txt").Select(file => Path.GetFileNameWithoutExtension(file));

        Assert.Equal(cases.Order(StringComparer.Ordinal), ProvenRules.Slugs.Order(StringComparer.Ordinal));
        Assert.All(ProvenRules.Slugs, slug => Assert.Equal(slug, RuleCatalogue.Find(slug)?.Slug));
    }

    [Fact]
    public void The_page_of_rules_is_current() => GeneratedFile.AssertCurrent("docs/rules.md", RulesPage.Write(RuleCatalogue.All));

    private static IReadOnlyList<Finding> Findings(Rule rule, FileSet files) => Checker.Run(files, [rule]).Findings;
}

using Seaworthy.Check;
using Seaworthy.Deployment.Files;

namespace Seaworthy.Tests.Check;

public class CorpusTests
{
    public static TheoryData<string> Names => [.. CorpusFolder.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Exactly_what_a_person_expects_is_found(string name)
    {
        var found = Checker.Run(FileSet.Of(CorpusFolder.Read(name)), RuleCatalogue.All).Findings
            .Select(finding => $"{finding.Place.File.Path}:{finding.Place.Line}:{finding.Place.Column} {finding.Rule.Slug}");

        Assert.Equal(CorpusFolder.Expected(name).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Enough_of_them_are_clean_and_enough_are_not()
    {
        var clean = CorpusFolder.Names.Count(name => CorpusFolder.Expected(name).Count == 0);

        Assert.InRange(clean, 25, CorpusFolder.Names.Count - 50);
        Assert.True(CorpusFolder.Names.Count >= 80, $"{CorpusFolder.Names.Count} deployments are left in the corpus.");
    }
}

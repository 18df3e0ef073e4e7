using Seaworthy.Deployment.Projects;

namespace Seaworthy.Tests.Deployment.Projects;

public class ProjectConditionTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("'$(Set)' == 'Yes'", true)]
    [InlineData("'$(Set)' != 'yes'", false)]
    [InlineData("$(Set) == yes and '$(None)' == ''", true)]
    [InlineData("!('$(Set)' == 'yes')", false)]
    [InlineData("'$(Set)' == 'no' Or ('$(None)' == '' AND true)", true)]
    [InlineData("'$(Set)'=='yes'", true)]
    [InlineData("false", false)]
    public void What_is_known_is_evaluated(string condition, bool expected) => Assert.Equal(expected, ProjectCondition.Evaluate(condition, Lookup));

    [Theory]
    [InlineData("'$(Unknown)' == 'Release'")]
    [InlineData("Exists('../Directory.Build.props')")]
    [InlineData("$([MSBuild]::IsOSPlatform('Linux'))")]
    [InlineData("'$(Set)' == 'yes' and '$(Unknown)' == ''")]
    [InlineData("'@(Compile)' == ''")]
    [InlineData("$(Set) > 3")]
    [InlineData("'$(Set)' == 'yes' nonsense")]
    [InlineData("'$(Set)' ==")]
    [InlineData("'$(Set)")]
    [InlineData("((")]
    [InlineData("yes")]
    public void The_rest_is_not_guessed(string condition) => Assert.Null(ProjectCondition.Evaluate(condition, Lookup));

    [Theory]
    [InlineData("'$(Set)' == 'no' and '$(Unknown)' == ''", false)]
    [InlineData("'$(Unknown)' == '' and '$(Set)' == 'no'", false)]
    [InlineData("'$(Set)' == 'yes' or '$(Unknown)' == ''", true)]
    [InlineData("Exists('x') or '$(Set)' == 'yes'", true)]
    public void What_is_unknown_does_not_matter_where_the_other_half_decides(string condition, bool expected) =>
        Assert.Equal(expected, ProjectCondition.Evaluate(condition, Lookup));

    [Theory]
    [InlineData('(')]
    [InlineData('!')]
    public void Depth_is_bounded(char letter) => Assert.Null(ProjectCondition.Evaluate(new string(letter, 100_000), Lookup));

    private static string? Lookup(string name) => name switch { "Set" => "yes", "None" => "", _ => null };
}

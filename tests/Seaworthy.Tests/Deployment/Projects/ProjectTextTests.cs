using Seaworthy.Deployment.Projects;

namespace Seaworthy.Tests.Deployment.Projects;

public class ProjectTextTests
{
    [Theory]
    [InlineData(" acme/$(Name) ", "acme/catalog")]
    [InlineData("a%3Bb", "a;b")]
    [InlineData("100%", "100%")]
    [InlineData("$", "$")]
    [InlineData("$(Unknown)", null)]
    [InlineData("$(Name.ToLower())", null)]
    [InlineData("$([System.DateTime]::UtcNow)", null)]
    [InlineData("$(Name", null)]
    [InlineData("@(Items)", null)]
    [InlineData("%(Identity)", null)]
    public void Properties_are_filled_in_and_nothing_else(string raw, string? expected) =>
        Assert.Equal(expected, ProjectText.Expand(raw, name => name == "Name" ? "catalog" : null));

    [Fact]
    public void A_text_that_grows_is_given_up() =>
        Assert.Null(ProjectText.Expand("$(Name)$(Name)", _ => new string('x', 600)));
}

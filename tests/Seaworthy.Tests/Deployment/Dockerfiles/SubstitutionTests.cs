using Seaworthy.Deployment.Dockerfiles;

namespace Seaworthy.Tests.Deployment.Dockerfiles;

public class SubstitutionTests
{
    [Theory]
    [InlineData("$A", "one")]
    [InlineData("${A}x", "onex")]
    [InlineData("$A.b", "one.b")]
    [InlineData("\\$A", "$A")]
    [InlineData("'$A'", "$A")]
    [InlineData("\"$A b\"", "one b")]
    [InlineData("${NONE}", "")]
    [InlineData("${NONE:-x}", "x")]
    [InlineData("${NONE:-$A}", "one")]
    [InlineData("${EMPTY:-x}", "x")]
    [InlineData("${EMPTY-x}", "")]
    [InlineData("${A:-x}", "one")]
    [InlineData("${A:+x}", "x")]
    [InlineData("${NONE:+x}", "")]
    [InlineData("${EMPTY+x}", "x")]
    [InlineData("${PATHS#*/}", "b/c.tar")]
    [InlineData("${PATHS##*/}", "c.tar")]
    [InlineData("${PATHS%/*}", "a/b")]
    [InlineData("${PATHS%%/*}", "a")]
    [InlineData("${PATHS/b/x}", "a/x/c.tar")]
    [InlineData("$", "$")]
    [InlineData("a\\b", "ab")]
    public void Expands_as_the_reference_says(string word, string expected) => Assert.Equal(expected, Substitution.Expand(word, '\\', Lookup));

    [Theory]
    [InlineData("$BUILD")]
    [InlineData("${BUILD:-x}")]
    [InlineData("a${NONE:-$BUILD}")]
    [InlineData("${NONE:?x}")]
    public void What_only_the_build_knows_is_not_guessed(string word) => Assert.Null(Substitution.Expand(word, '\\', Lookup));

    private static Variable? Lookup(string name) => name switch
    {
        "A" => new("one"),
        "EMPTY" => new(""),
        "BUILD" => new(null),
        "PATHS" => new("a/b/c.tar"),
        _ => null,
    };
}

using ProductServer.Catalogue;

namespace ProductServer.Tests.Catalogue;

public class SearchWordsTests
{
    [Theory]
    [InlineData("Headphones", "headphone")]
    [InlineData("batteries", "batter")]
    [InlineData("boxes torches", "box torch")]
    [InlineData("glass", "glass")]
    [InlineData("gas USB-C", "gas usb-c")]
    [InlineData("  oak,  OAK;walnut ", "oak walnut")]
    [InlineData("ÉTÉ", "été")]
    [InlineData("", "")]
    public void Words_are_folded_and_singular(string text, string words) => Assert.Equal(words, string.Join(' ', SearchWords.Of(text)));

    [Theory]
    [InlineData("a%b", @"%a\%b%")]
    [InlineData("a_b", @"%a\_b%")]
    [InlineData(@"a\b", @"%a\\b%")]
    public void Wildcards_are_letters(string word, string pattern) => Assert.Equal(pattern, SearchWords.Pattern(word));
}

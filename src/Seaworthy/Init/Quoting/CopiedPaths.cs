using System.Text;

namespace Seaworthy.Init.Quoting;

/// <summary>Paths of <c>COPY</c>, from the build context to the image.</summary>
/// <param name="Sources">Files or folders of the context.</param>
/// <param name="Destination">A path in the image.</param>
internal sealed record CopiedPaths(IReadOnlyList<string> Sources, string Destination)
{
    /// <summary>Plain words where they can be; else the JSON form, whose words are still expanded, lose their quotes, and are patterns.</summary>
    public string Quote() => Sources.Append(Destination).All(path => RunWords.IsPlain(path) && path[0] != '-')
        ? string.Join(' ', Sources.Append(Destination))
        : JsonWords.Quote([.. Sources.Select(source => Word(Pattern(source))), Word(Destination)]);

    // In the rules of Go's filepath.Match, a class of one letter is that letter.
    private static string Pattern(string path)
    {
        var pattern = new StringBuilder();
        foreach (var letter in path)
            pattern.Append(letter is '*' or '?' or '[' ? $"[{letter}]" : letter == '\\' ? @"\\" : letter.ToString());
        return pattern.ToString();
    }

    private static string Word(string text)
    {
        var word = new StringBuilder();
        foreach (var letter in text)
            word.Append(letter is '\\' or '$' or '"' or '\'' ? $"\\{letter}" : letter.ToString());
        return word.ToString();
    }
}

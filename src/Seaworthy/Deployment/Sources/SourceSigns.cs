using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Sources;

/// <summary>The signs in one source file, found once.</summary>
internal sealed class SourceSigns
{
    private readonly Dictionary<SourceSign, List<Located>> _signs = [];

    /// <summary>Looks through a file.</summary>
    public SourceSigns(SourceFile file)
    {
        var language = SignPatterns.LanguageOf(file.Path);
        var code = CommentBlanker.Blank(file.Text, language == "py");
        foreach (var (of, sign, pattern) in SignPatterns.All)
        {
            if (of != language)
                continue;
            foreach (System.Text.RegularExpressions.Match match in pattern.Matches(code))
            {
                if (!_signs.TryGetValue(sign, out var found))
                    _signs[sign] = found = [];
                found.Add(new(match.Groups["value"].Value, file.At(match.Index, FirstLine(match.Value))));
            }
        }
    }

    /// <summary>Where a sign is seen, in the file's order.</summary>
    public IReadOnlyList<Located> this[SourceSign sign] => _signs.TryGetValue(sign, out var found) ? found : [];

    private static int FirstLine(string text) => text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end ? text[..end].TrimEnd().Length : text.Length;
}

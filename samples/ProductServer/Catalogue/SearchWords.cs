namespace ProductServer.Catalogue;

/// <summary>What a search text is compared by.</summary>
internal static class SearchWords
{
    /// <summary>Lower case, the same in the index and in the question.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();

    /// <summary>The words of a question. Each must occur somewhere in a product.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        [.. Fold(text).Split([' ', ',', ';', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Stem).Distinct()];

    /// <summary>The word as a pattern of LIKE with <c>ESCAPE '\'</c>.</summary>
    public static string Pattern(string word) =>
        $"%{word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    /// <summary>
    /// Without the plural: "knives" is beyond it, but "headphones", "batteries" and "boxes" find the singular. Words are matched
    /// as parts of words, so a shorter one only finds more.
    /// </summary>
    private static string Stem(string word) => word switch
    {
        { Length: > 4 } when word.EndsWith("ies", StringComparison.Ordinal) => word[..^3],
        { Length: > 4 } when word.EndsWith("xes", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) => word[..^2],
        { Length: > 3 } when word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) => word[..^1],
        _ => word,
    };
}

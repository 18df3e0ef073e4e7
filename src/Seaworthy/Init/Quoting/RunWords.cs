namespace Seaworthy.Init.Quoting;

/// <summary>A command of <c>RUN</c>.</summary>
/// <param name="Words">The program and its arguments.</param>
internal sealed record RunWords(params IReadOnlyList<string> Words)
{
    /// <summary>As text where a shell reads it as these words; else in exec form, which no shell reads.</summary>
    public string Quote() => Words.All(IsPlain) ? string.Join(' ', Words) : JsonWords.Quote(Words);

    /// <summary>Whether neither a shell nor the builder reads anything into a word.</summary>
    public static bool IsPlain(string word) => word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '/' or '-' or ':' or '=');
}

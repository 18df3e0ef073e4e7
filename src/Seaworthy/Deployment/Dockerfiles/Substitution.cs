using System.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>
/// Expands the variables of a word and takes its quotes off, by the Dockerfile reference: <c>$NAME</c>, <c>${NAME}</c>,
/// <c>:-</c>, <c>:+</c>, <c>:?</c> and the same without the colon, <c>#</c>, <c>##</c>, <c>%</c>, <c>%%</c>, <c>/</c> and <c>//</c>.
/// </summary>
internal ref struct Substitution
{
    // Lines that each say the last one twice would fill any memory; what a server is started with is far shorter.
    private const int Longest = 2048;

    private readonly ReadOnlySpan<char> _text;
    private readonly char _escape;
    private readonly Func<string, Variable?> _lookup;
    private int _at;
    private bool _unknown;

    private Substitution(ReadOnlySpan<char> text, char escape, Func<string, Variable?> lookup)
    {
        _text = text;
        _escape = escape;
        _lookup = lookup;
    }

    /// <summary>The word as the builder sees it; null when it depends on what only the build knows.</summary>
    /// <param name="text">The raw word.</param>
    /// <param name="escape">The escape letter.</param>
    /// <param name="lookup">Finds a variable; null for one that nobody set.</param>
    public static string? Expand(ReadOnlySpan<char> text, char escape, Func<string, Variable?> lookup)
    {
        var word = new Substitution(text, escape, lookup);
        var result = word.Read('\0', 0);
        return word._unknown ? null : result;
    }

    private string Read(char end, int depth)
    {
        var result = new StringBuilder();
        var quoted = false;
        for (; _at < _text.Length; _at++)
        {
            var c = _text[_at];
            if (c == end && !quoted)
                break;
            if (c == '\'' && !quoted)
                ReadLiteral(result);
            else if (c == '"')
                quoted = !quoted;
            else if (c == _escape)
                ReadEscaped(result, quoted);
            else if (c == '$' && depth < 16)
                ReadVariable(result, depth);
            else
                result.Append(c);
        }
        return result.ToString();
    }

    private void ReadLiteral(StringBuilder result)
    {
        var close = _text[(_at + 1)..].IndexOf('\'');
        var length = close < 0 ? _text.Length - _at - 1 : close;
        result.Append(_text.Slice(_at + 1, length));
        _at += length + 1;
    }

    private void ReadEscaped(StringBuilder result, bool quoted)
    {
        if (_at + 1 >= _text.Length)
            return;
        var next = _text[++_at];
        // Inside double quotes only these lose their escape letter.
        if (quoted && next != '"' && next != '$' && next != _escape)
            result.Append(_escape);
        result.Append(next);
    }

    private void ReadVariable(StringBuilder result, int depth)
    {
        if (_at + 1 < _text.Length && _text[_at + 1] == '{')
        {
            _at += 2;
            var name = ReadName();
            Append(result, ReadModified(name, depth));
            return;
        }
        _at++;
        var plain = ReadName();
        _at--;
        if (plain.Length == 0)
            result.Append('$');
        else
            Append(result, Find(plain));
    }

    private string ReadName()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_'))
            _at++;
        return _text[start.._at].ToString();
    }

    private Variable ReadModified(string name, int depth)
    {
        var colon = _at < _text.Length && _text[_at] == ':';
        if (colon)
            _at++;
        var operation = _at < _text.Length ? _text[_at] : '}';
        if (operation == '}')
            return Find(name);
        _at++;
        var greedy = operation is '#' or '%' or '/' && _at < _text.Length && _text[_at] == operation;
        if (greedy)
            _at++;
        var unknown = _unknown;
        var word = Read('}', depth + 1);
        var wordUnknown = _unknown;
        _unknown = unknown;
        var set = _lookup(name);
        if (set is { Value: null })
            return new(null);
        var present = set is { Value: { } value } && !(colon && value.Length == 0);
        var text = set?.Value ?? "";
        var alternative = new Variable(wordUnknown ? null : word);
        return operation switch
        {
            '-' => present ? new(text) : alternative,
            '+' => present ? alternative : new(""),
            '?' => new(present ? text : null),
            '#' or '%' => new(GlobTrim.Trim(text, word, operation == '#', greedy)),
            '/' => new(Replace(text, word, greedy)),
            _ => new(null),
        };
    }

    private static string? Replace(string text, string word, bool all)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        var (pattern, replacement) = slash < 0 ? (word, "") : (word[..slash], word[(slash + 1)..]);
        if (pattern.Length == 0)
            return text;
        if (all && (long)text.Length * replacement.Length > Longest * 32L)
            return null;
        if (all)
            return text.Replace(pattern, replacement, StringComparison.Ordinal);
        var first = text.IndexOf(pattern, StringComparison.Ordinal);
        return first < 0 ? text : string.Concat(text.AsSpan(0, first), replacement, text.AsSpan(first + pattern.Length));
    }

    private readonly Variable Find(string name) => _lookup(name) ?? new Variable("");

    private void Append(StringBuilder result, Variable variable)
    {
        if (variable.Value is { } value && result.Length + value.Length <= Longest)
            result.Append(value);
        else
            _unknown = true;
    }
}

namespace Seaworthy.Deployment.Projects;

/// <summary>
/// Evaluates a condition: comparisons of texts with <c>and</c>, <c>or</c>, <c>!</c> and brackets. What takes a build, a file or a
/// function is unknown, and makes unknown only what depends on it.
/// </summary>
internal sealed class ProjectCondition
{
    private const int Deepest = 32;

    private readonly string _text;
    private readonly Func<string, string?> _lookup;
    private int _at;
    private bool _isBroken;

    private ProjectCondition(string text, Func<string, string?> lookup) => (_text, _lookup) = (text, lookup);

    /// <summary>Whether it holds; null when only a build knows.</summary>
    /// <param name="text">The condition; nothing always holds.</param>
    /// <param name="lookup">The value of a property; null when nobody knows it.</param>
    public static bool? Evaluate(string? text, Func<string, string?> lookup)
    {
        if (string.IsNullOrWhiteSpace(text))
            return true;
        var condition = new ProjectCondition(text, lookup);
        var value = condition.Or(0);
        return condition._isBroken || condition.Peek() != '\0' ? null : value;
    }

    private bool? Or(int depth)
    {
        var value = And(depth);
        while (Take("or"))
        {
            var other = And(depth);
            value = value is true || other is true ? true : value is null || other is null ? null : false;
        }
        return value;
    }

    private bool? And(int depth)
    {
        var value = Not(depth);
        while (Take("and"))
        {
            var other = Not(depth);
            value = value is false || other is false ? false : value is null || other is null ? null : true;
        }
        return value;
    }

    private bool? Not(int depth)
    {
        if (depth > Deepest)
            return Broken();
        if (Peek() == '!' && (_at + 1 >= _text.Length || _text[_at + 1] != '='))
        {
            _at++;
            return !Not(depth + 1);
        }
        if (Peek() == '(')
        {
            _at++;
            var value = Or(depth + 1);
            if (Peek() != ')')
                return Broken();
            _at++;
            return value;
        }
        return Comparison();
    }

    private bool? Comparison()
    {
        var left = Operand();
        var isEqual = Take("==");
        if (!isEqual && !Take("!="))
            return Peek() is '<' or '>' ? Broken() : left?.ToLowerInvariant() switch { "true" => true, "false" => false, _ => null };
        var right = Operand();
        if (left is null || right is null)
            return null;
        return left.Equals(right, StringComparison.OrdinalIgnoreCase) == isEqual;
    }

    private string? Operand()
    {
        if (Peek() == '\'')
        {
            var end = _text.IndexOf('\'', _at + 1);
            if (end < 0)
                return Lost();
            var quoted = _text[(_at + 1)..end];
            _at = end + 1;
            return ProjectText.Expand(quoted, _lookup);
        }
        var start = _at;
        var open = 0;
        for (; _at < _text.Length; _at++)
        {
            var letter = _text[_at];
            // A quote inside the brackets of a function is a part of it.
            if (open == 0 && (char.IsWhiteSpace(letter) || letter is '=' or '!' or '<' or '>' or '\'' or ')'))
                break;
            open += letter switch { '(' => 1, ')' => -1, _ => 0 };
        }
        return _at == start ? Lost() : ProjectText.Expand(_text[start.._at], _lookup) is { } word && !word.Contains('(', StringComparison.Ordinal) ? word : null;
    }

    private bool? Broken()
    {
        Lost();
        return null;
    }

    private string? Lost()
    {
        _isBroken = true;
        _at = _text.Length;
        return null;
    }

    private char Peek()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Take(string word)
    {
        Peek();
        if (string.Compare(_text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0)
            return false;
        if (char.IsAsciiLetter(word[0]) && _at + word.Length < _text.Length && char.IsAsciiLetterOrDigit(_text[_at + word.Length]))
            return false;
        _at += word.Length;
        return true;
    }
}

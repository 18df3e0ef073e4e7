using System.Text;

namespace Seaworthy.Deployment.Shell;

/// <summary>
/// Splits shell text into its simple commands: quotes, comments, continuations, substitutions and here-documents are known,
/// control words (<c>if</c>, <c>do</c>, …) are taken for commands of their own. Enough to see what is started, and how.
/// </summary>
internal sealed class ShellText
{
    private static readonly HashSet<string> Openers = new(StringComparer.Ordinal)
    {
        "if", "then", "else", "elif", "while", "until", "do", "{", "!", "time",
    };

    private readonly string _text;
    private readonly List<ShellCommand> _commands = [];
    private readonly List<ShellWord> _words = [];
    private readonly Queue<string> _heredocs = new();
    private int _at;

    private ShellText(string text) => _text = text;

    /// <summary>The simple commands of a text, in their order.</summary>
    public static IReadOnlyList<ShellCommand> Parse(string text)
    {
        var shell = new ShellText(text);
        shell.Run();
        return shell._commands;
    }

    private void Run()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '\n')
                EndLine();
            else if (c is ' ' or '\t' or '\r')
                _at++;
            else if (c == '\\' && _at + 1 < _text.Length && _text[_at + 1] is '\n' or '\r')
                _at = Math.Min(_text.Length, _text.IndexOf('\n', _at) is >= 0 and var end ? end + 1 : _text.Length);
            else if (c == '#')
                _at = _text.IndexOf('\n', _at) is >= 0 and var line ? line : _text.Length;
            else if (c is ';' or '&' or '|' or '(' or ')')
                ReadOperator(c);
            else
                ReadWord();
        }
        Flush("");
    }

    private void EndLine()
    {
        Flush(";");
        _at++;
        while (_heredocs.TryDequeue(out var name))
        {
            while (_at < _text.Length)
            {
                var end = _text.IndexOf('\n', _at) is >= 0 and var found ? found : _text.Length;
                var line = _text[_at..end].Trim('\t', '\r');
                _at = Math.Min(end + 1, _text.Length);
                if (line == name)
                    break;
            }
        }
    }

    private void ReadOperator(char c)
    {
        // 2>&1 and &>file are redirections, not the end of a command.
        if (c == '&' && ((_at > 0 && _text[_at - 1] is '>' or '<') || (_at + 1 < _text.Length && _text[_at + 1] == '>')))
        {
            ReadWord();
            return;
        }
        var isDouble = _at + 1 < _text.Length && _text[_at + 1] == c && c is '&' or '|' or ';';
        Flush(isDouble ? new string(c, 2) : c.ToString());
        _at += isDouble ? 2 : 1;
    }

    private void ReadWord()
    {
        var start = _at;
        var word = new StringBuilder();
        var quoted = false;
        do
        {
            var c = _text[_at];
            quoted |= c is '\'' or '"';
            if (c is '\'' or '"')
                ReadQuoted(c, word);
            else if (c == '$' && _at + 1 < _text.Length && _text[_at + 1] is '(' or '{')
                ReadSubstitution(word);
            else if (c == '\\' && _at + 1 < _text.Length)
                ReadEscaped(word);
            else
                word.Append(_text[_at++]);
        }
        while (_at < _text.Length && !Ends(_text[_at], _at > 0 ? _text[_at - 1] : ' '));
        Add(new(word.ToString(), start, _at - start, quoted));
    }

    private static bool Ends(char c, char before) =>
        c is ' ' or '\t' or '\n' or '\r' or ';' or '|' or ')' or '(' || (c == '&' && before is not ('>' or '<'));

    private void ReadQuoted(char quote, StringBuilder word)
    {
        for (_at++; _at < _text.Length && _text[_at] != quote; _at++)
        {
            if (quote == '"' && _text[_at] == '\\' && _at + 1 < _text.Length && _text[_at + 1] is '"' or '\\' or '$' or '`')
                _at++;
            if (_at < _text.Length)
                word.Append(_text[_at]);
        }
        _at = Math.Min(_at + 1, _text.Length);
    }

    private void ReadEscaped(StringBuilder word)
    {
        // A backslash before a line's end joins the lines and leaves nothing.
        if (_text[_at + 1] != '\n')
            word.Append(_text[_at + 1]);
        _at += 2;
    }

    private void ReadSubstitution(StringBuilder word)
    {
        var open = _text[_at + 1];
        var close = open == '(' ? ')' : '}';
        var depth = 0;
        do
        {
            if (_text[_at] == open)
                depth++;
            else if (_text[_at] == close)
                depth--;
            word.Append(_text[_at++]);
        }
        while (_at < _text.Length && (depth > 0 || _text[_at - 1] != close));
    }

    private void Add(ShellWord word)
    {
        // The name behind << is what ends the here-document.
        if (_words.Count > 0 && _words[^1].Text is "<<" or "<<-")
            _heredocs.Enqueue(word.Text);
        else if (word.Text.StartsWith("<<", StringComparison.Ordinal) && !word.Text.StartsWith("<<<", StringComparison.Ordinal) && word.Text.TrimStart('<', '-') is { Length: > 0 } name)
            _heredocs.Enqueue(name);
        _words.Add(word);
        // A control word stands in front of a command; it is a command of its own here.
        if (_words.Count == 1 && !word.IsQuoted && Openers.Contains(word.Text))
            Flush(";");
    }

    private void Flush(string ending)
    {
        if (_words.Count > 0)
            _commands.Add(new([.. _words], _words[0].Start, _words[^1].Start + _words[^1].Length - _words[0].Start, ending));
        _words.Clear();
    }
}

using System.Text.RegularExpressions;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>
/// Joins lines into instructions, by the rules of the Dockerfile reference: a line goes on when it ends with the escape letter
/// and spaces; comment lines and empty lines in between are dropped; here-documents take the lines behind.
/// </summary>
internal sealed partial class DockerfileLines
{
    private readonly SourceFile _file;
    private int _line = 1;

    /// <summary>Looks at the directives at the top.</summary>
    public DockerfileLines(SourceFile file)
    {
        _file = file;
        // Directives are the comments before anything else; the first line that is none ends them.
        for (var line = 1; line <= file.LineCount && Directive().Match(file.Line(line)) is { Success: true } match; line++)
        {
            if (match.Groups["name"].Value.Equals("escape", StringComparison.OrdinalIgnoreCase))
                Escape = match.Groups["value"].Value is "`" ? '`' : '\\';
        }
    }

    /// <summary>The letter that continues a line and escapes others; backslash unless the file says otherwise.</summary>
    public char Escape { get; } = '\\';

    /// <summary>The next instruction; null at the end of the file.</summary>
    public DockerfileLine? Next()
    {
        while (_line <= _file.LineCount && IsSkipped(_file.Line(_line)))
            _line++;
        if (_line > _file.LineCount)
            return null;
        var text = Join();
        var heredocs = new List<Heredoc>();
        string? unclosed = null;
        if (TakesHeredocs().IsMatch(text.Text))
        {
            foreach (Match match in HeredocStart().Matches(text.Text))
            {
                if (IsQuoted(text.Text.AsSpan(0, match.Index)))
                    continue;
                if (ReadHeredoc(match) is { } heredoc)
                    heredocs.Add(heredoc);
                else
                    unclosed ??= match.Groups["name"].Value;
            }
        }
        return new(text, heredocs, unclosed);
    }

    // What opens a here-document begins a word: inside quotes, as in the exec form, it is a part of one.
    private static bool IsQuoted(ReadOnlySpan<char> before)
    {
        var quote = '\0';
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] == '\\' && quote != '\'')
                i++;
            else if (quote == '\0' && before[i] is '"' or '\'')
                quote = before[i];
            else if (before[i] == quote)
                quote = '\0';
        }
        return quote != '\0';
    }

    private static bool IsSkipped(string line) => line.AsSpan().TrimStart() is [] or ['#', ..];

    private LogicalText Join()
    {
        var builder = new LogicalText.Builder(_file);
        for (; _line <= _file.LineCount; _line++)
        {
            var line = _file.Line(_line);
            // Inside a continuation both comments and empty lines are passed over; the first line is never one of them.
            if (IsSkipped(line))
                continue;
            var kept = WithoutContinuation(line);
            builder.Append(_file.StartOfLine(_line), kept ?? line.Length);
            if (kept is null)
            {
                _line++;
                break;
            }
        }
        return builder.ToLogicalText();
    }

    /// <summary>How much of a line is kept when it goes on; null when it does not. Two escape letters are an escaped one.</summary>
    private int? WithoutContinuation(string line)
    {
        var trimmed = line.AsSpan().TrimEnd(" \t");
        if (trimmed.Length == 0 || trimmed[^1] != Escape || (trimmed.Length > 1 && trimmed[^2] == Escape))
            return null;
        return trimmed.Length - 1;
    }

    private Heredoc? ReadHeredoc(Match match)
    {
        var name = match.Groups["name"].Value;
        var chomps = match.Groups["chomp"].Length > 0;
        var lines = new List<string>();
        var start = _line;
        while (_line <= _file.LineCount)
        {
            var line = chomps ? _file.Line(_line).TrimStart('\t') : _file.Line(_line);
            _line++;
            if (line == name)
                return new(name, string.Join('\n', lines), match.Groups["quote"].Length > 0, _file.At(_file.StartOfLine(start), 0).To(_file.PlaceOfLine(_line - 1)));
            lines.Add(line);
        }
        // It swallows the rest of the file, as it does in the builder.
        return null;
    }

    [GeneratedRegex(@"^[ \t]*#[ \t]*(?<name>[A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*(?<value>\S.*?)[ \t]*$")]
    private static partial Regex Directive();

    [GeneratedRegex(@"^(ONBUILD\s+)?(RUN|COPY|ADD)\s", RegexOptions.IgnoreCase)]
    private static partial Regex TakesHeredocs();

    [GeneratedRegex("""(?<![<\w"'])\d*<<(?<chomp>-?)(?<quote>["']?)(?<name>[A-Za-z_][A-Za-z0-9_.]*)\k<quote>(?=\s|$|[;|&>)])""")]
    private static partial Regex HeredocStart();
}

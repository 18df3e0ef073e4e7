using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Nginx;

/// <summary>Reads configuration of nginx: directives, blocks, comments, quotes.</summary>
internal sealed class NginxReader(SourceFile file)
{
    private const int Deepest = 32;

    private int _at;

    /// <summary>The directives of a file; what cannot be read ends them.</summary>
    public static IReadOnlyList<NginxDirective> Read(SourceFile file) => new NginxReader(file).ReadBlock(0);

    private List<NginxDirective> ReadBlock(int depth)
    {
        var directives = new List<NginxDirective>();
        var words = new List<Located>();
        while (_at < file.Text.Length)
        {
            var c = file.Text[_at];
            if (char.IsWhiteSpace(c))
            {
                _at++;
            }
            else if (c == '#')
            {
                _at = file.Text.IndexOf('\n', _at) is >= 0 and var end ? end : file.Text.Length;
            }
            else if (c is ';' or '{' or '}')
            {
                _at++;
                if (c == '}')
                    break;
                var children = c == '{' && depth < Deepest ? ReadBlock(depth + 1) : [];
                if (words.Count > 0)
                    directives.Add(new([.. words], children));
                words.Clear();
            }
            else
            {
                words.Add(ReadWord());
            }
        }
        return directives;
    }

    private Located ReadWord()
    {
        var start = _at;
        if (file.Text[_at] is '"' or '\'' && file.Text.IndexOf(file.Text[_at], _at + 1) is > 0 and var close)
        {
            _at = close + 1;
            return new(file.Text[(start + 1)..close], file.At(start, _at - start));
        }
        do
            _at++;
        while (_at < file.Text.Length && !char.IsWhiteSpace(file.Text[_at]) && file.Text[_at] is not (';' or '{' or '}'));
        return new(file.Text[start.._at], file.At(start, _at - start));
    }
}

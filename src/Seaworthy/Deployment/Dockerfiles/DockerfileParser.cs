using System.Text.RegularExpressions;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>Takes a Dockerfile apart. Faults are collected, and the rest is read on.</summary>
internal sealed partial class DockerfileParser
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
        "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    };

    private static readonly HashSet<string> TakesFlags = new(StringComparer.Ordinal) { "ADD", "COPY", "FROM", "HEALTHCHECK", "RUN" };

    private readonly DockerfileLines _lines;
    private readonly SourceFile _file;
    private readonly List<Located> _faults = [];
    private readonly List<Instruction> _globals = [];
    private readonly List<Stage> _stages = [];
    private Instruction? _last;
    private bool _hasStray;

    private DockerfileParser(SourceFile file) => (_file, _lines) = (file, new DockerfileLines(file));

    /// <summary>Reads a file.</summary>
    public static Dockerfile Parse(SourceFile file) => new DockerfileParser(file).Parse();

    private Dockerfile Parse()
    {
        var body = new List<Instruction>();
        while (_lines.Next() is { } line)
        {
            var instruction = ReadInstruction(line.Text, line);
            if (line.Unclosed is { } name)
                _faults.Add(new($"the here-document {name} is never ended", line.Text.Place));
            if (instruction is null)
                continue;
            if (instruction.Keyword == "FROM")
                _stages.Add(ReadStage(instruction, body = []));
            else if (_stages.Count > 0)
                body.Add(instruction);
            else if (instruction.Keyword == "ARG")
                _globals.Add(instruction);
            else
                _faults.Add(new($"{instruction.Keyword} stands before the first FROM", instruction.KeywordPlace));
        }
        if (_stages.Count == 0)
            _faults.Add(new("there is no FROM", _file.Start));
        return new(_file, _lines.Escape, _globals, _stages, _faults);
    }

    private Instruction? ReadInstruction(LogicalText text, DockerfileLine line)
    {
        var end = text.Text.AsSpan().IndexOfAny(" \t");
        var word = end < 0 ? text.Text : text.Text[..end];
        var keyword = word.ToUpperInvariant();
        var place = text.At(0, word.Length);
        if (!Keywords.Contains(keyword))
        {
            // Where one line is none, those that follow it mostly belong to the same mistake.
            if (!_hasStray)
                _faults.Add(new($"{Shortened(word)} is not an instruction{Opener()}", place));
            _hasStray = true;
            return null;
        }
        var rest = text.From(word.Length);
        if (rest.IsEmpty)
        {
            _faults.Add(new($"{keyword} needs an argument", place));
            return null;
        }
        var flags = new Dictionary<string, Located>(StringComparer.Ordinal);
        if (TakesFlags.Contains(keyword))
            rest = ReadFlags(rest, flags);
        return _last = new(keyword, place, flags, rest, line)
        {
            Trigger = keyword == "ONBUILD" ? ReadTrigger(rest, line) : null,
        };
    }

    // A shell takes << NAME for a here-document, and a Dockerfile only <<NAME.
    private string Opener() => _last is { Keyword: "RUN" or "COPY" or "ADD" } && Spaced().Match(_last.Body.Text) is { Success: true } found
        ? $": \"{found.Value}\" in line {_last.KeywordPlace.Line} opens no here-document, since there is a space behind <<" : "";

    private Instruction? ReadTrigger(LogicalText text, DockerfileLine line)
    {
        if (text.Text.StartsWith("ONBUILD", StringComparison.OrdinalIgnoreCase) || text.Text.StartsWith("FROM", StringComparison.OrdinalIgnoreCase))
        {
            _faults.Add(new("ONBUILD cannot hold ONBUILD or FROM", text.Place));
            return null;
        }
        return ReadInstruction(text, line);
    }

    private LogicalText ReadFlags(LogicalText rest, Dictionary<string, Located> flags)
    {
        while (rest.Text.StartsWith("--", StringComparison.Ordinal) && rest.Text.Length > 2)
        {
            var (start, length) = RawWords.Split(rest.Text, _lines.Escape)[0];
            var flag = rest.Text.Substring(start, length);
            if (flag == "--")
                return rest.From(length);
            var equals = flag.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? flag[2..] : flag[2..equals];
            flags[name] = new(equals < 0 ? "" : flag[(equals + 1)..], rest.At(start, length));
            rest = rest.From(start + length);
        }
        return rest;
    }

    private Stage ReadStage(Instruction from, List<Instruction> body)
    {
        var words = RawWords.Split(from.Body.Text, _lines.Escape);
        Located Word(int index) => new(from.Body.Text.Substring(words[index].Start, words[index].Length), from.Body.At(words[index].Start, words[index].Length));
        var named = words.Count == 3 && Word(1).Text.Equals("AS", StringComparison.OrdinalIgnoreCase);
        if (words.Count != 1 && !named)
            _faults.Add(new("FROM takes an image, and a name behind AS", from.Body.Place));
        var image = words.Count > 0 ? Word(0) : new Located("", from.Place);
        return new(_stages.Count, from, image, named ? Word(2) : null, body);
    }

    [GeneratedRegex("""<<-?[ \t]+["']?\w+["']?[ \t]*$""")]
    private static partial Regex Spaced();

    private static string Shortened(string word) => word.Length > 40 ? word[..40] + "…" : word;
}

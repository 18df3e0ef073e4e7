using System.Globalization;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>Follows the instructions of a stage, and of the stages below it, to what its image is.</summary>
internal sealed class ImageBuilder
{
    private readonly Dockerfile _file;
    private readonly IReadOnlyDictionary<string, string> _buildArguments;
    private readonly Dictionary<string, Variable> _globals = new(StringComparer.Ordinal);

    private ImageBuilder(Dockerfile file, IReadOnlyDictionary<string, string> buildArguments)
    {
        (_file, _buildArguments) = (file, buildArguments);
        foreach (var global in file.Globals)
            Declare(global, _globals, name => Global(name));
    }

    /// <summary>The image of a stage; null when the stage is missing.</summary>
    public static ImageConfig? Build(Dockerfile file, string? target, IReadOnlyDictionary<string, string> buildArguments) =>
        file.Target(target) is { } stage ? new ImageBuilder(file, buildArguments).Build(stage) : null;

    private ImageConfig Build(Stage stage)
    {
        var name = Substitution.Expand(stage.Base.Text, _file.Escape, name => Global(name));
        // Only a stage above counts: a name that comes later, or its own, is an image.
        var below = name is null ? null : _file.Stages.Take(stage.Index).LastOrDefault(other => Dockerfile.Names(other, name));
        var image = new ImageConfig(_file, stage, new Located(name ?? "", stage.Base.Place), below is null ? null : Build(below));
        var arguments = new Dictionary<string, Variable>(StringComparer.Ordinal);
        var hasCmd = false;
        foreach (var instruction in stage.Instructions)
        {
            hasCmd |= instruction.Keyword == "CMD";
            // An ENTRYPOINT empties the CMD of the image below, but not one of the same stage.
            if (instruction.Keyword == "ENTRYPOINT" && !hasCmd)
                image.Cmd = null;
            Apply(instruction, image, arguments);
        }
        return image;
    }

    private void Apply(Instruction instruction, ImageConfig image, Dictionary<string, Variable> arguments)
    {
        Variable? Lookup(string name) =>
            image.Environment.TryGetValue(name, out var value) ? new Variable(value?.Text)
            : arguments.TryGetValue(name, out var argument) ? argument
            : image.Facts?.Environment.TryGetValue(name, out var known) is true ? new Variable(known)
            // A base image that is not known may have set it, and each sets PATH.
            : image.Facts is null || name == "PATH" ? new Variable(null) : null;

        string? Expand(string raw) => Substitution.Expand(raw, _file.Escape, Lookup);

        var body = instruction.Body;
        switch (instruction.Keyword)
        {
            case "ARG":
                Declare(instruction, arguments, Lookup);
                break;
            case "ENV":
                foreach (var (name, raw) in Pairs(body))
                    image.SetVariable(name, Expand(raw.Text) is { } value ? new(value, raw.Place) : null);
                break;
            case "ENTRYPOINT":
                image.Entrypoint = ImageCommand.Of(instruction);
                break;
            case "CMD":
                image.Cmd = ImageCommand.Of(instruction);
                break;
            case "USER":
                image.User = new(Expand(body.Text) ?? "", body.Place);
                break;
            case "STOPSIGNAL":
                image.StopSignal = new(Expand(body.Text) ?? "", body.Place);
                break;
            case "WORKDIR":
                image.WorkDir = PathIn(image.WorkDir, Expand(body.Text) ?? "/unknown");
                break;
            case "SHELL":
                image.Shell = [.. instruction.Command.Words.Select(word => word.Text)];
                break;
            case "EXPOSE":
                Expose(body, image, Expand);
                break;
            case "HEALTHCHECK":
                image.Healthcheck = ReadHealthcheck(instruction);
                break;
            case "RUN":
                image.Run(instruction);
                break;
            case "COPY" or "ADD":
                Copy(instruction, image, Expand);
                break;
        }
    }

    private static ImageHealthcheck ReadHealthcheck(Instruction instruction)
    {
        var text = instruction.Body.Text;
        var hasTest = text.StartsWith("CMD", StringComparison.OrdinalIgnoreCase) && text.Length > 3;
        return new(hasTest ? CommandForm.Read(instruction.Body.From(3)) : null, instruction.Flags, instruction);
    }

    private void Expose(LogicalText body, ImageConfig image, Func<string, string?> expand)
    {
        foreach (var (start, length) in RawWords.Split(body.Text, _file.Escape))
        {
            var text = expand(body.Text.Substring(start, length)) ?? "";
            foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var isTcp = !part.EndsWith("/udp", StringComparison.OrdinalIgnoreCase);
                if (isTcp && int.TryParse(part.Split('/', '-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                    image.Expose(new(port, body.At(start, length)));
            }
        }
    }

    private void Copy(Instruction instruction, ImageConfig image, Func<string, string?> expand)
    {
        var form = instruction.Command;
        var words = form.IsExec
            ? form.Words.Select(word => word.Text).ToArray()
            : [.. RawWords.Split(instruction.Body.Text, _file.Escape).Select(word => instruction.Body.Text.Substring(word.Start, word.Length))];
        var expanded = words.Select(word => expand(word) ?? word).ToArray();
        if (expanded.Length < 2)
            return;
        var destination = PathIn(image.WorkDir, expanded[^1]);
        var isFolder = expanded.Length > 2 || expanded[^1].EndsWith('/') || expanded[^1] is "." or "./";
        image.Copy(new(
            instruction.Flags.GetValueOrDefault("from")?.Text, [.. expanded.SkipLast(1)],
            isFolder && expanded.Length == 2 ? PathIn(destination, ShellCommand.NameOf(expanded[0].TrimEnd('/'))) : destination, instruction.Place));
    }

    private void Declare(Instruction instruction, Dictionary<string, Variable> into, Func<string, Variable?> lookup)
    {
        foreach (var (start, length) in RawWords.Split(instruction.Body.Text, _file.Escape))
        {
            var word = instruction.Body.Text.Substring(start, length);
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? word : word[..equals];
            if (_buildArguments.TryGetValue(name, out var given))
                into[name] = new(given);
            else if (equals >= 0)
                into[name] = new(Substitution.Expand(word.AsSpan(equals + 1), _file.Escape, lookup));
            else
                into[name] = _globals.TryGetValue(name, out var global) && into != _globals ? global : new(null);
        }
    }

    private Variable? Global(string name) => _globals.TryGetValue(name, out var value) ? value : new Variable(null);

    /// <summary>NAME=VALUE, several of them; or the old NAME VALUE, where the value is the rest of the line.</summary>
    private IEnumerable<(string Name, Located Value)> Pairs(LogicalText body)
    {
        var words = RawWords.Split(body.Text, _file.Escape);
        var first = body.Text.Substring(words[0].Start, words[0].Length);
        if (!first.Contains('=', StringComparison.Ordinal))
        {
            yield return (first, body.From(words[0].Length).ToLocated());
            yield break;
        }
        foreach (var (start, length) in words)
        {
            var word = body.Text.Substring(start, length);
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                yield return (word[..equals], new(word[(equals + 1)..], body.At(start, length)));
        }
    }

    private static string PathIn(string folder, string path)
    {
        var parts = new List<string>();
        foreach (var part in (path.StartsWith('/') ? path : folder + "/" + path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or ".."))
                parts.Add(part);
        }
        return "/" + string.Join('/', parts);
    }
}

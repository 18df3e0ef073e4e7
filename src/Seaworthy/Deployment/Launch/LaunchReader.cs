using Seaworthy.Deployment.Dockerfiles;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Launch;

/// <summary>Follows a command line through init, shells, scripts and package runners to the server.</summary>
internal sealed class LaunchReader(FileSet files, ImageConfig? image, ImageFacts? facts, string context)
{
    private const int MostLayers = 12;

    private static readonly HashSet<string> Inits = new(StringComparer.Ordinal) { "tini", "tini-static", "dumb-init", "catatonit", "docker-init", "pid1" };
    private static readonly HashSet<string> Steps = new(StringComparer.Ordinal) { "gosu", "su-exec", "setpriv", "env", "exec", "nice", "chroot" };
    private static readonly HashSet<string> Shells = new(StringComparer.Ordinal) { "sh", "bash", "dash", "ash" };
    private readonly List<Layer> _layers = [];

    /// <summary>Follows a command line.</summary>
    /// <param name="words">The words of process 1.</param>
    /// <param name="place">Where they are written.</param>
    public LaunchChain Read(IReadOnlyList<Located> words, Place place)
    {
        Follow(words);
        return new(_layers, place);
    }

    private void Follow(IReadOnlyList<Located> words)
    {
        if (words.Count == 0 || _layers.Count >= MostLayers)
            return;
        var name = ShellCommand.NameOf(words[0].Text);
        if (Inits.Contains(name))
            Pass(LayerKind.Init, words, Skip(words, 1, "-e", "-r", "-p"));
        else if (Steps.Contains(name))
            Pass(LayerKind.Step, words, SkipStep(name, words));
        else if (Shells.Contains(name))
            FollowShell(name, words);
        else if (name == "seaworthy" && words.Count > 1 && words[1].Text == "run")
            Pass(LayerKind.Seaworthy, words, IndexOf(words, word => word == "--") is >= 0 and var dashes ? dashes + 1 : words.Count);
        else if (PackageRunner.Skip(words) is var skip && skip != 0)
            FollowRunner(words, skip);
        else if (FindScript(words[0].Text) is { } script)
            FollowScript(script, words);
        else
            Add(LayerKind.Program, words, words.Count);
    }

    private void Pass(LayerKind kind, IReadOnlyList<Located> words, int next)
    {
        Add(kind, words, next);
        Follow([.. words.Skip(next)]);
    }

    private void Add(LayerKind kind, IReadOnlyList<Located> words, int count) =>
        _layers.Add(new(kind, [.. words.Take(Math.Max(count, 1))], words[0].Place));

    private static int IndexOf(IReadOnlyList<Located> words, Predicate<string> wanted) => words.ToList().FindIndex(word => wanted(word.Text));

    private static int Skip(IReadOnlyList<Located> words, int at, params ReadOnlySpan<string> withValue)
    {
        while (at < words.Count && words[at].Text.StartsWith('-'))
        {
            if (words[at].Text == "--")
                return at + 1;
            at += withValue.Contains(words[at].Text) ? 2 : 1;
        }
        return at;
    }

    private static int SkipStep(string name, IReadOnlyList<Located> words)
    {
        var at = Skip(words, 1, "-u", "-n");
        if (name is "gosu" or "su-exec" or "chroot")
            at++;
        while (name == "env" && at < words.Count && words[at].Text.Contains('=', StringComparison.Ordinal))
            at++;
        return at;
    }

    private void FollowShell(string name, IReadOnlyList<Located> words)
    {
        var flag = IndexOf(words, word => word.StartsWith('-') && word.EndsWith('c'));
        if (flag > 0 && flag + 1 < words.Count)
        {
            FollowText(KindOf(name), words, words[flag + 1]);
            return;
        }
        var at = Skip(words, 1);
        if (at < words.Count && FindScript(words[at].Text) is { } script)
            FollowScript(script, [.. words.Skip(at)]);
        else
            _layers.Add(new(at < words.Count ? LayerKind.Script : LayerKind.Program, words, words[0].Place));
    }

    private ShellKind KindOf(string name) => name switch
    {
        "bash" => ShellKind.Bash,
        "dash" => ShellKind.Dash,
        "ash" => ShellKind.Busybox,
        _ => image?.Facts?.Shell ?? facts?.Shell ?? ShellKind.Unknown,
    };

    /// <summary>The text of <c>-c</c>. A single command hands over under bash and busybox, and after <c>exec</c>; dash never does by itself.</summary>
    private void FollowText(ShellKind shell, IReadOnlyList<Located> words, Located text)
    {
        var commands = ShellText.Parse(text.Text);
        var last = commands.Count > 0 ? commands[^1] : null;
        var execs = last is not null && EntryScript.Execs(last);
        var byItself = shell is ShellKind.Bash or ShellKind.Busybox && commands.Count == 1 && last!.Ending.Length == 0;
        _layers.Add(new(LayerKind.Shell, words, words[0].Place) { Shell = shell, HandsOver = execs || byItself });
        if (last is not null)
            Follow(Locate(last, text.Place));
    }

    private void FollowScript(EntryScript script, IReadOnlyList<Located> words)
    {
        var server = script.Server;
        var handsOver = server is null || EntryScript.Execs(server) || Forwards(script);
        _layers.Add(new(LayerKind.Script, words, words[0].Place) { Script = script, HandsOver = handsOver });
        if (server is null)
            return;
        var next = server.Arguments.Select(word => new Located(word.Text, script.File.At(word.Start, word.Length))).ToList();
        if (next.Count > 0 && next[0].Text == "exec")
            next.RemoveAt(0);
        // "$@" is what stands behind the script's name.
        var passed = next.FindIndex(word => word.Text is "$@" or "$*");
        if (passed >= 0)
        {
            next.RemoveAt(passed);
            next.InsertRange(passed, words.Skip(1));
        }
        if (next.Count > 0 && !_layers.Any(layer => layer.Script?.File == FindScript(next[0].Text)?.File && layer.Script is not null))
            Follow(next);
    }

    /// <summary>A trap that is set, and a wait in which it can run, forward the signal.</summary>
    private static bool Forwards(EntryScript script) => script.TermTrap is not null && script.Waits;

    private void FollowRunner(IReadOnlyList<Located> words, int skip)
    {
        Add(LayerKind.Runner, words, words.Count);
        if (skip > 0)
        {
            Follow([.. words.Skip(skip)]);
            return;
        }
        if (PackageRunner.ScriptOf(words) is not { } name || files.Find(context, "package.json") is not { } package)
            return;
        if (JsonReader.Read(package).Document?.Find("scripts", name)?.Located is { } script)
            FollowText(facts?.Shell ?? image?.Facts?.Shell ?? ShellKind.Unknown, words, script);
    }

    private static List<Located> Locate(ShellCommand command, Place text)
    {
        var words = command.Arguments.ToList();
        if (words.Count > 1 && words[0].Text == "exec")
            words.RemoveAt(0);
        return [.. words.Select(word => new Located(word.Text, Narrow(word, text)))];
    }

    // Quotes and escapes of the file around the text move it; a word that is found as it stands is where it is found.
    private static Place Narrow(ShellWord word, Place text)
    {
        var found = text.Text.IndexOf(word.Text, StringComparison.Ordinal);
        return found >= 0 && word.Text.Length > 0 ? text.File.At(text.Start + found, word.Text.Length) : text;
    }

    private EntryScript? FindScript(string path)
    {
        var name = ShellCommand.NameOf(path);
        if (name.Length == 0 || path.StartsWith('-'))
            return null;
        var found = image is null ? null : CopiedFiles.Find(files, image, context, path);
        if (found is null && (image is null || path.Contains("entrypoint", StringComparison.Ordinal) || path.EndsWith(".sh", StringComparison.Ordinal)))
        {
            var candidates = files.Named(name).Where(file => FileSet.IsBelow(file.Path, context)).ToArray();
            found = candidates.Length == 1 ? candidates[0] : null;
        }
        return found is not null && new EntryScript(found) is { IsShell: true } script ? script : null;
    }
}

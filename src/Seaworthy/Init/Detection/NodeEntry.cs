using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;
using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>Finds the script that Node starts.</summary>
internal sealed class NodeEntry(ProjectFiles files, Node? package, bool isBuilt)
{
    private static readonly string[] Usual = ["server.js", "server.mjs", "server.cjs", "index.js", "index.mjs", "index.cjs", "main.js", "src/server.js", "src/index.js", "src/main.js", "src/server.mjs", "src/index.mjs"];

    // Node reads no TypeScript by itself; what these are compiled to is what starts.
    private static readonly string[] Compiled = [".ts", ".mts", ".cts", ".tsx"];

    /// <summary>The entry; null when it is unknown, which is then said.</summary>
    public Entry? Find(Answers answers, Findings findings)
    {
        if (answers.Entry is { } said)
            return Of(said, []);
        foreach (var (text, arguments, why, place) in Candidates())
        {
            var path = Normal(text);
            if (Compiled.Contains(Path.GetExtension(path)) || !(files.Has(path) || (isBuilt && Original(path) is not null)))
                continue;
            findings.Found("entry", string.Join(' ', [path, .. arguments]), why, place);
            return Of(path, arguments);
        }
        var servers = files.Of(".js", ".mjs", ".cjs").Where(Serves).ToArray();
        if (servers is [var only])
        {
            findings.Found("entry", only.Path, "the only file that serves", only.Start);
            return Of(only.Path, []);
        }
        findings.Missing("--entry", "Which file starts the server?", "neither scripts.start, bin nor main of package.json name one that exists",
            servers.Length > 0 ? [.. servers.Select(file => file.Path)] : [.. Usual.Where(files.Has)]);
        return null;
    }

    private IEnumerable<(string Path, IReadOnlyList<string> Arguments, string Why, Place? Place)> Candidates()
    {
        if (package?.Find("scripts", "start")?.Located is { } start && ShellText.Parse(start.Text) is [var command]
            && command.Arguments.Select(word => word.Text).ToArray() is ["node", var script, .. var rest] && !script.StartsWith('-'))
        {
            yield return (script, rest, "scripts.start", start.Place);
        }
        var programs = (package?.Find("bin")?.Map?.Entries.Select(entry => entry.Value.Located).OfType<Located>() ?? [])
            .Concat(package?.Find("bin")?.Located is { } bin ? [bin] : []).DistinctBy(program => Normal(program.Text)).ToArray();
        if (programs is [var program])
            yield return (program.Text, [], "bin", program.Place);
        if (package?.Find("main")?.Located is { } main)
            yield return (main.Text, [], "main", main.Place);
        foreach (var name in Usual.Where(name => files.Find(name) is { } file && Serves(file)))
            yield return (name, [], "it serves", files.Find(name)!.Start);
    }

    private Entry Of(string path, IReadOnlyList<string> arguments) =>
        new(path, arguments, ((SourceFile?[])[files.Find(path), Original(path)]).OfType<SourceFile>().Take(1).ToArray());

    /// <summary>The source of something compiled: <c>dist/index.js</c> is made of <c>src/index.ts</c>.</summary>
    private SourceFile? Original(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var stem = Path.ChangeExtension(path[(slash + 1)..], null);
        foreach (var extension in (string[])[".ts", ".mts", ".cts", ".js", ".mjs"])
        {
            if ((files.Find($"src/{stem}{extension}") ?? (slash < 0 ? null : files.Find(stem + extension))) is { } source)
                return source;
        }
        return null;
    }

    private static string Normal(string path) => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

    private static bool Serves(SourceFile file) => new SourceSigns(file) is var signs && (signs[SourceSign.ServesStdio].Count > 0 || signs[SourceSign.ServesHttp].Count > 0);
}

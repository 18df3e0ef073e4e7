using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;
using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>Finds the script, module or command that Python starts.</summary>
internal sealed class PythonEntry(ProjectFiles files, Toml? project, bool isPackage)
{
    /// <summary>What stands before the name of a module that <c>python -m</c> starts.</summary>
    public const string ModuleMark = "module:";

    /// <summary>The entry; null when it is unknown, which is then said.</summary>
    public Entry? Find(Answers answers, Findings findings)
    {
        if (answers.Entry is { } said)
            return new(said, [], files.Find(said) is { } file ? [file] : OfModule(said));
        var scripts = isPackage ? (project?.All("project.scripts") ?? []).Concat(project?.All("tool.poetry.scripts") ?? []).ToArray() : [];
        if (scripts is [var (name, target)])
        {
            findings.Found("entry", name, $"the only script of the package: {target.Text}", target.Place);
            return new(name, [], OfModule(target.Text.Split(':')[0]));
        }
        // A package's __main__ is what python -m starts.
        var mains = files.Of(".py").Where(file => file.Name == "__main__.py" && file.Folder.Length > 0).ToArray();
        var servers = files.Of(".py").Where(Serves).ToArray();
        if (servers is [{ Name: not "__init__.py" } only] && mains.All(main => main.Folder != only.Folder))
        {
            findings.Found("entry", only.Path, "the only file that serves", only.Start);
            return new(only.Path, [], [only]);
        }
        if (mains is [var package])
        {
            var module = Module(package.Folder);
            findings.Found("entry", module, "the only package that can be started", package.Start);
            return new(module, [], OfModule(module));
        }
        findings.Missing("--entry", "What starts the server: which file, module or script?",
            scripts.Length > 1 ? "pyproject.toml has several scripts" : "no script of pyproject.toml, package with a __main__ or single file that serves was found",
            scripts.Length > 1 ? [.. scripts.Select(script => script.Key)] : [.. servers.Select(file => file.Path)]);
        return null;
    }

    /// <summary>The words that start an entry: a path, a module, or a command that its package installs.</summary>
    public static IReadOnlyList<string> Command(string entry) =>
        entry.EndsWith(".py", StringComparison.Ordinal) ? ["python", EntryPath.Of(entry)]
        : entry.StartsWith(ModuleMark, StringComparison.Ordinal) ? ["python", "-m", entry[ModuleMark.Length..]]
        : [entry];

    private static string Module(string folder) => ModuleMark + (folder.StartsWith("src/", StringComparison.Ordinal) ? folder[4..] : folder).Replace('/', '.');

    private SourceFile[] OfModule(string module)
    {
        var path = (module.StartsWith(ModuleMark, StringComparison.Ordinal) ? module[ModuleMark.Length..] : module).Replace('.', '/');
        return [.. files.Of(".py").Where(file => file.Path == path + ".py" || file.Path == $"src/{path}.py"
            || FileSet.IsBelow(file.Path, path) || FileSet.IsBelow(file.Path, "src/" + path))];
    }

    private static bool Serves(SourceFile file) => new SourceSigns(file) is var signs && (signs[SourceSign.ServesStdio].Count > 0 || signs[SourceSign.ServesHttp].Count > 0);
}

using System.Xml;
using System.Xml.Linq;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Launch;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Sources;

/// <summary>Finds the sources behind a command line. Where several servers lie in one folder and nothing tells them apart, none is taken.</summary>
internal sealed class ApplicationFinder(FileSet files)
{
    private static readonly HashSet<string> NodePrograms = new(StringComparer.Ordinal) { "node", "bun", "deno", "tsx", "ts-node", "npm", "npx", "yarn", "pnpm", "nodemon" };

    private static readonly HashSet<string> PythonPrograms = new(StringComparer.Ordinal)
    {
        "python", "python3", "uvicorn", "gunicorn", "hypercorn", "fastmcp", "uv", "uvx", "poetry", "mcp",
    };

    private readonly Dictionary<SourceFile, SourceSigns> _signs = [];

    /// <summary>The server that a chain starts from a context folder.</summary>
    public Application Find(LaunchChain? chain, string context)
    {
        var program = chain?.Program ?? chain?.Find(LayerKind.Runner);
        var runtime = RuntimeOf(program, context);
        if (runtime == Runtime.Unknown)
            return new(runtime, context, []);
        var folder = runtime == Runtime.DotNet ? ProjectFolder(program!, context) : PackageFolder(program!, context, runtime);
        return new(runtime, folder ?? context, folder is null ? [] : [.. files.Of(FileKind.Source).Where(file => Belongs(file.Path, folder, runtime) && !FileNames.IsTest(file.Path)).Select(SignsOf)]);
    }

    /// <summary>Sources are read only where a server is found, and once.</summary>
    private SourceSigns SignsOf(SourceFile file) => _signs.TryGetValue(file, out var known) ? known : _signs[file] = new SourceSigns(file);

    private static bool Belongs(string path, string folder, Runtime runtime) =>
        FileSet.IsBelow(path, folder) && SignPatterns.LanguageOf(path) == runtime switch { Runtime.DotNet => "cs", Runtime.Python => "py", _ => "js" };

    private Runtime RuntimeOf(Layer? program, string context)
    {
        if (program is null)
            return Runtime.Unknown;
        if (NodePrograms.Contains(program.Name))
            return Runtime.Node;
        if (PythonPrograms.Contains(program.Name) || program.Name.StartsWith("python3.", StringComparison.Ordinal))
            return Runtime.Python;
        if (program.Name == "dotnet" || Projects(context).Any(project => AssemblyName(project) == program.Name))
            return Runtime.DotNet;
        // A distroless image has the runtime for its ENTRYPOINT, and the script stands in CMD.
        return Path.GetExtension(program.Name) switch
        {
            ".js" or ".mjs" or ".cjs" => Runtime.Node,
            ".py" => Runtime.Python,
            _ => Runtime.Unknown,
        };
    }

    private IEnumerable<SourceFile> Projects(string context) =>
        files.Of(FileKind.Project).Where(project => FileSet.IsBelow(project.Path, context) && !FileNames.IsTest(project.Path));

    private string? ProjectFolder(Layer program, string context)
    {
        var projects = Projects(context).ToArray();
        var assembly = program.Words.Select(word => ShellCommand.NameOf(word.Text)).FirstOrDefault(word => word.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));
        var name = assembly is null ? program.Name : assembly[..^4];
        var match = projects.FirstOrDefault(project => AssemblyName(project) == name) ?? (projects.Length == 1 ? projects[0] : null);
        return match?.Folder;
    }

    private string? PackageFolder(Layer program, string context, Runtime runtime)
    {
        var marker = runtime == Runtime.Node ? "package.json" : "pyproject.toml";
        var packages = files.Named(marker).Select(file => file.Folder).Where(folder => folder != context && FileSet.IsBelow(folder + "/x", context)).ToArray();
        if (packages.Length == 0)
            return context;
        var words = program.Words.Select(word => word.Text.TrimStart('.', '/')).ToArray();
        var named = packages.Where(folder => words.Any(word => ("/" + word).Contains($"/{folder[(context.Length == 0 ? 0 : context.Length + 1)..]}/", StringComparison.Ordinal))).ToArray();
        return named.Length == 1 ? named[0] : null;
    }

    private static string AssemblyName(SourceFile project)
    {
        try
        {
            // No DTD: an entity could name another one a thousand times.
            using var reader = XmlReader.Create(new StringReader(project.Text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var name = XDocument.Load(reader).Descendants().FirstOrDefault(element => element.Name.LocalName == "AssemblyName")?.Value.Trim();
            return string.IsNullOrEmpty(name) ? project.Name[..^".csproj".Length] : name;
        }
        catch (XmlException)
        {
            return project.Name[..^".csproj".Length];
        }
    }
}

using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Tests.Check;

/// <summary>The deployments in <c>Corpus/</c>: a folder each, with the findings that a person expects in <c>expected.txt</c>.</summary>
internal static class CorpusFolder
{
    private const string Expectation = "expected.txt";

    private static readonly string Root = Path.Combine(GeneratedFile.Root, "tests", "Seaworthy.Tests", "Check", "Corpus");

    public static IReadOnlyList<string> Names { get; } = [.. Directory.GetDirectories(Root).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    /// <summary>The files of a deployment that are checked, by their paths below its folder.</summary>
    public static IReadOnlyList<SourceFile> Read(string name)
    {
        var folder = Path.Combine(Root, name);
        return
        [
            .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: file))
                .Where(file => FileNames.KindOf(file.Path) != FileKind.Other)
                .OrderBy(file => file.Path, StringComparer.Ordinal)
                .Select(file => new SourceFile(file.Path, File.ReadAllText(file.File))),
        ];
    }

    /// <summary>Each finding as <c>path:line:column slug</c>.</summary>
    public static IReadOnlyList<string> Expected(string name) => File.ReadAllLines(Path.Combine(Root, name, Expectation));
}

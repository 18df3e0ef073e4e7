using System.Text.RegularExpressions;

namespace Seaworthy.Hosting.Tests.Structure;

/// <summary>One C# file of ours, as text. Comments and strings do not count as code.</summary>
internal sealed partial class SourceFile(string path, string text)
{
    /// <summary>From the root of the repository, with forward slashes.</summary>
    public string Path => path;

    /// <summary>The text without comments and without what literals say.</summary>
    public string Code { get; } = NotCode().Replace(text, match => match.Value.StartsWith('/') ? " " : "\"\"");

    public int Lines { get; } = text.Count(character => character == '\n') + (text.EndsWith('\n') ? 0 : 1);

    /// <summary>Every source file below a folder of the repository, build output left out.</summary>
    public static IReadOnlyList<SourceFile> Below(string folder)
    {
        var root = Repository.PathOf(folder);
        return !Directory.Exists(root) ? [] :
        [
            .. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
                .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "artifacts"))
                .Order(StringComparer.Ordinal)
                .Select(file => new SourceFile(file, File.ReadAllText(Repository.PathOf(file)))),
        ];
    }

    /// <summary>Whether the code names a namespace, by using or by a qualified name.</summary>
    public bool Names(string qualified) => Regex.IsMatch(Code, $@"(?<![\w.]){Regex.Escape(qualified)}(?!\w)");

    // Raw strings first, then verbatim, then plain ones; a comment mark inside a literal is no comment, and vice versa.
    [GeneratedRegex("""
        "{3,}[\s\S]*?"{3,}|\$?@\$?"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*[\s\S]*?\*/
        """)]
    private static partial Regex NotCode();
}

using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check;

/// <summary>Reads the examples of rules: several files in one text, each behind <c>==&gt; name &lt;==</c>, as <c>head</c> prints them.</summary>
internal static class ExampleFiles
{
    private const string Open = "==> ";
    private const string Close = " <==";

    /// <summary>The files of an example.</summary>
    public static IReadOnlyList<SourceFile> Read(string text)
    {
        var files = new List<(string Path, List<string> Lines)>();
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith(Open, StringComparison.Ordinal) && line.EndsWith(Close, StringComparison.Ordinal))
                files.Add((line[Open.Length..^Close.Length], []));
            else if (files.Count > 0)
                files[^1].Lines.Add(line);
        }
        return [.. files.Select(file => new SourceFile(file.Path, string.Join('\n', file.Lines).TrimEnd('\n') + "\n"))];
    }

    /// <summary>The same as a set.</summary>
    public static FileSet ReadSet(string text) => FileSet.Of(Read(text));
}

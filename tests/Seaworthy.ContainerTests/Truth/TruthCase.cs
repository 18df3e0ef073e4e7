using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Truth;

/// <summary>
/// A small deployment in two forms, from <c>Truth/Cases/RULE.txt</c>: lines that begin with <c>-| </c> are of the wrong form
/// only, lines with <c>+| </c> of the right one, and <c>@NAME</c> stands for <c>servers/NAME</c>. Files follow each other behind
/// <c>==&gt; name &lt;==</c>, as in the examples of the rules.
/// </summary>
internal static class TruthCase
{
    private const string Open = "==> ";
    private const string Close = " <==";
    private const string OnlyWrong = "-| ";
    private const string OnlyRight = "+| ";

    /// <summary>Where the cases lie.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Folder, "tests", "Seaworthy.ContainerTests", "Truth", "Cases");

    /// <summary>The rules that have one.</summary>
    public static IEnumerable<string> Rules => Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file));

    /// <summary>Writes one form of a case.</summary>
    public static void Write(string rule, bool isWrong, string folder)
    {
        StreamWriter? file = null;
        try
        {
            foreach (var line in File.ReadLines(Path.Combine(Folder, $"{rule}.txt")))
            {
                if (line.StartsWith(Open, StringComparison.Ordinal) && line.EndsWith(Close, StringComparison.Ordinal))
                {
                    file?.Dispose();
                    file = new StreamWriter(Path.Combine(folder, line[Open.Length..^Close.Length])) { NewLine = "\n" };
                }
                else if (line.StartsWith('@'))
                {
                    file!.Write(File.ReadAllText(Path.Combine(Folder, "servers", line[1..])));
                }
                else if (!line.StartsWith(isWrong ? OnlyRight : OnlyWrong, StringComparison.Ordinal))
                {
                    file!.WriteLine(line.StartsWith(isWrong ? OnlyWrong : OnlyRight, StringComparison.Ordinal) ? line[OnlyWrong.Length..] : line);
                }
            }
        }
        finally
        {
            file?.Dispose();
        }
    }
}

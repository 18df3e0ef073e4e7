using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Shell;

/// <summary>A simple command of a shell text.</summary>
/// <param name="Words">Its words, quotes taken off; variables stand as they are written.</param>
/// <param name="Start">Its offset in the text.</param>
/// <param name="Length">Its length.</param>
/// <param name="Ending">What stands behind it: <c>;</c>, <c>&amp;&amp;</c>, <c>||</c>, <c>|</c>, <c>&amp;</c> or nothing.</param>
internal sealed record ShellCommand(IReadOnlyList<ShellWord> Words, int Start, int Length, string Ending)
{
    /// <summary>The name of the program: without assignments in front and without its folder.</summary>
    public string Program => Arguments.Count > 0 ? NameOf(Arguments[0].Text) : "";

    /// <summary>The words without assignments in front.</summary>
    public IReadOnlyList<ShellWord> Arguments => [.. Words.SkipWhile(word => word.IsAssignment)];

    /// <summary>A path's last part.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The words with their places, when the text stands at <paramref name="origin"/> without escapes.</summary>
    public IReadOnlyList<Located> Locate(Func<int, int, Place> origin) =>
        [.. Words.Select(word => new Located(word.Text, origin(word.Start, word.Length)))];
}

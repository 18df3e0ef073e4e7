using System.Text.RegularExpressions;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Init.Detection;

/// <summary>Where a source reads the variable <c>DATABASE_URL</c>.</summary>
internal static partial class DatabaseSign
{
    /// <summary>The first place.</summary>
    public static IEnumerable<Located> Find(SourceFile file)
    {
        var match = Name().Match(Deployment.Sources.CommentBlanker.Blank(file.Text, file.Path.EndsWith(".py", StringComparison.Ordinal)));
        if (match.Success)
            yield return new("it is read", file.At(match.Index, match.Length));
    }

    [GeneratedRegex("""["'`.]DATABASE_URL\b""")]
    private static partial Regex Name();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Init.Detection;

/// <summary>Which Node a project wants.</summary>
internal static partial class NodeVersion
{
    private const int Newest = 22;

    /// <summary>The major version, and who asks for it; no place when nobody does.</summary>
    public static (string Text, Place? Place) Find(ProjectFiles files, Node? package)
    {
        foreach (var name in (string[])[".nvmrc", ".node-version"])
        {
            if (files.Find(name) is { } file && Number().Match(file.Text) is { Success: true } named)
                return (named.Groups[1].Value, file.Start);
        }
        if (package?.Find("engines", "node")?.Located is not { } wanted || Number().Match(wanted.Text) is not { Success: true } least)
            return (Newest.ToString(CultureInfo.InvariantCulture), null);
        // A range without an upper end is met by the newest; anything else by its first number.
        var isOpen = wanted.Text.Contains('>', StringComparison.Ordinal) && !wanted.Text.Contains('<', StringComparison.Ordinal);
        var number = int.Parse(least.Groups[1].Value, CultureInfo.InvariantCulture);
        return ((isOpen ? Math.Max(number, Newest) : number).ToString(CultureInfo.InvariantCulture), wanted.Place);
    }

    [GeneratedRegex(@"([1-9][0-9]?)(?![0-9])")]
    private static partial Regex Number();
}

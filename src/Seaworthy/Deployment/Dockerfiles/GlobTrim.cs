using System.Text.RegularExpressions;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>Takes what a pattern with * and ? matches off one end of a text.</summary>
internal static class GlobTrim
{
    /// <summary>Trims.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">With * and ?.</param>
    /// <param name="atStart">Which end.</param>
    /// <param name="greedy">The longest match instead of the shortest.</param>
    public static string Trim(string text, string pattern, bool atStart, bool greedy)
    {
        // Bounded, because each length is tried: values of variables are short.
        if (text.Length > 4096)
            return text;
        var regex = new Regex("^(?:" + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal) + ")$",
            RegexOptions.NonBacktracking | RegexOptions.Singleline);
        for (var i = 0; i <= text.Length; i++)
        {
            var length = greedy ? text.Length - i : i;
            if (regex.IsMatch(atStart ? text[..length] : text[^length..]))
                return atStart ? text[length..] : text[..^length];
        }
        return text;
    }
}

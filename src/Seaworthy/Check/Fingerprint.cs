using System.Security.Cryptography;
using System.Text;

namespace Seaworthy.Check;

/// <summary>What a finding is known by when lines have moved: rule, file, the text of the line, and a number among those alike.</summary>
internal static class Fingerprint
{
    /// <summary>The fingerprint of each finding.</summary>
    public static Dictionary<Finding, string> Of(IEnumerable<Finding> findings)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var prints = new Dictionary<Finding, string>(ReferenceEqualityComparer.Instance);
        foreach (var finding in findings)
        {
            var key = string.Join('\n', finding.Rule.Slug, finding.Place.File.Path, finding.Place.File.Line(finding.Place.Line).Trim());
            seen[key] = seen.GetValueOrDefault(key) + 1;
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{key}\n{seen[key]}")));
            prints[finding] = Convert.ToHexStringLower(hash.AsSpan(0, 12));
        }
        return prints;
    }
}

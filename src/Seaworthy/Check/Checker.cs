using Seaworthy.Deployment;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Check;

/// <summary>Runs the rules over files.</summary>
internal static class Checker
{
    /// <summary>Checks.</summary>
    /// <param name="files">The files.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="isWanted">Whether findings in a file matter; null for all.</param>
    public static CheckResult Run(FileSet files, IEnumerable<Rule> rules, Predicate<SourceFile>? isWanted = null)
    {
        var model = DeploymentModel.Read(files);
        var suppressions = files.All.ToDictionary(file => file, Suppression.Read);
        var seen = new HashSet<(string, Place, string)>();
        var kept = new List<Finding>();
        var suppressed = 0;
        foreach (var finding in rules.SelectMany(rule => rule.Check(model)))
        {
            // The same line is reached twice when two overlays build on it.
            if (!seen.Add((finding.Rule.Slug, finding.Place, finding.Message)) || !(isWanted?.Invoke(finding.Place.File) ?? true))
                continue;
            if (suppressions.TryGetValue(finding.Place.File, out var comments) && comments.Any(comment => comment.Covers(finding)))
                suppressed++;
            else
                kept.Add(finding);
        }
        var ordered = kept.OrderBy(finding => finding.Place.File.Path, StringComparer.Ordinal).ThenBy(finding => finding.Place.Start)
            .ThenByDescending(finding => finding.Severity).ThenBy(finding => finding.Rule.Slug, StringComparer.Ordinal).ToArray();
        return new([.. ordered.Where(finding => !finding.IsDoubt)], [.. ordered.Where(finding => finding.IsDoubt)], suppressed, 0, model);
    }
}

using System.Text.Json;

namespace Seaworthy.Check;

/// <summary>Findings that are known: those of an earlier report in JSON. They are told apart by rule, file and the text of the line.</summary>
internal sealed class Baseline
{
    private readonly HashSet<string> _known;

    private Baseline(IEnumerable<string> known) => _known = known.ToHashSet(StringComparer.Ordinal);

    /// <summary>Nothing is known.</summary>
    public static Baseline Empty { get; } = new([]);

    /// <summary>Reads a report; what is wrong is added to <paramref name="errors"/>.</summary>
    public static Baseline Read(string path, List<string> errors)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return new([.. document.RootElement.GetProperty("findings").EnumerateArray().Select(item => item.GetProperty("fingerprint").GetString()!)]);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or KeyNotFoundException or InvalidOperationException)
        {
            errors.Add($"--baseline {path} cannot be read: {e.Message} Make it with seaworthy check --format json.");
            return Empty;
        }
    }

    /// <summary>The result without what is known.</summary>
    public CheckResult Apply(CheckResult result)
    {
        var prints = Fingerprint.Of(result.Findings);
        Finding[] kept = [.. result.Findings.Where(finding => !_known.Contains(prints[finding]))];
        return result with { Findings = kept, Known = result.Findings.Count - kept.Length };
    }
}

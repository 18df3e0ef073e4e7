using System.Text;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Commands;

/// <summary>
/// Variables in a file, by the rules of <c>docker run --env-file</c>: NAME=VALUE on each line, lines that begin with # are
/// comments, and a value is taken as it stands: quotes are part of it, and nothing is expanded.
/// </summary>
/// <remarks>
/// A name without = takes the variable from the surroundings, which a worker has anyway. Compose reads its <c>env_file</c> by
/// other rules, without quotes and with expansion.
/// </remarks>
internal static class EnvironmentFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The variables; the last one of a name counts. What is wrong is added to <paramref name="errors"/>, with its line.</summary>
    public static IReadOnlyDictionary<string, string> Read(string path, List<string> errors)
    {
        try
        {
            return Parse(path, Strict.GetString(File.ReadAllBytes(path)), errors);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"--env-file {UsageText.Printable(path)} cannot be read: {e.Message}");
        }
        catch (DecoderFallbackException)
        {
            errors.Add($"--env-file {UsageText.Printable(path)} is not UTF-8. Save it as UTF-8.");
        }
        return new Dictionary<string, string>();
    }

    private static Dictionary<string, string> Parse(string path, string text, List<string> errors)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, raw) in text.TrimStart('\uFEFF').Split('\n').Index())
        {
            var line = (raw.EndsWith('\r') ? raw[..^1] : raw).TrimStart();
            if (line.Length == 0 || line[0] == '#')
                continue;
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (Fault(equals < 0 ? line : line[..equals], line) is { } fault)
                errors.Add($"--env-file {UsageText.Printable(path)}, line {index + 1}: {fault}");
            else if (equals >= 0)
                variables[line[..equals]] = line[(equals + 1)..];
        }
        return variables;
    }

    /// <summary>The value is never shown: it may be a secret.</summary>
    private static string? Fault(string name, string line) => name switch
    {
        "" => "there is no name before the =. Accepted: NAME=VALUE.",
        _ when line.Contains('\0', StringComparison.Ordinal) => "it contains a null character, which no variable can hold.",
        _ when name.StartsWith("export ", StringComparison.Ordinal) => "this is no shell script. Leave out export.",
        _ when name.Any(char.IsWhiteSpace) => $"the name {UsageText.Quote(name)} contains white space. Accepted: NAME=VALUE.",
        _ => null,
    };
}

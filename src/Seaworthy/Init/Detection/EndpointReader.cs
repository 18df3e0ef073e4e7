using System.Globalization;
using System.Text.RegularExpressions;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Init.Detection;

/// <summary>Where a server that speaks HTTP listens, and under which path, as its sources say.</summary>
internal static partial class EndpointReader
{
    /// <summary>Reads them.</summary>
    public static void Read(IEnumerable<SourceFile> sources, Findings findings)
    {
        var code = sources.Select(file => (File: file, Code: CommentBlanker.Blank(file.Text, file.Path.EndsWith(".py", StringComparison.Ordinal)))).ToArray();
        if (First(code, PortVariable()) is { } variable)
        {
            findings.ReadsPort = true;
            findings.Found("port", "PORT", "it listens where the variable says", variable.Place);
        }
        else if (First(code, PortNumber()) is { } port && int.TryParse(port.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536)
        {
            findings.Port = number;
            findings.Found("port", port.Text, "it listens there", port.Place);
        }
        if (First(code, EndpointPath()) is { } path)
        {
            findings.Path = path.Text;
            findings.Found("endpoint", path.Text, "MCP is served there", path.Place);
        }
    }

    private static Located? First(IEnumerable<(SourceFile File, string Code)> sources, Regex pattern) => sources
        .Select(source => pattern.Match(source.Code) is { Success: true } match ? new Located(match.Groups["value"].Value, source.File.At(match.Index, FirstLine(match.Value))) : null)
        .FirstOrDefault(found => found is not null);

    private static int FirstLine(string text) => text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end ? end : text.Length;

    [GeneratedRegex("""process\.env\.PORT\b|process\.env\[\s*["']PORT["']|(?:environ(?:\.get)?|getenv)\s*[(\[]\s*["']PORT["']|GetEnvironmentVariable\s*\(\s*"PORT"|Getenv\("PORT"\)|env::var\("PORT"\)""")]
    private static partial Regex PortVariable();

    [GeneratedRegex("""\.listen\s*\(\s*(?<value>[0-9]{2,5})\b|\.listen\s*\(\s*\{[^}]{0,80}\bport\s*:\s*(?<value>[0-9]{2,5})|\b(?:const|let|var)\s+\w*(?i:port)\w*\s*=\s*(?<value>[0-9]{2,5})\b|\bport\s*=\s*(?<value>[0-9]{2,5})\b|ListenAndServe\(\s*"[^":]*:(?<value>[0-9]{2,5})"|https?://(?:\*|\+|0\.0\.0\.0|localhost|127\.0\.0\.1|\[::\]):(?<value>[0-9]{2,5})""")]
    private static partial Regex PortNumber();

    [GeneratedRegex("""\.(?:post|all|use|route)\s*\(\s*["'`](?<value>/[A-Za-z0-9._/-]*mcp[A-Za-z0-9._/-]*)["'`]|MapMcp\s*\(\s*"(?<value>/[A-Za-z0-9._/-]*)"|streamable_http_path\s*=\s*["'](?<value>/[A-Za-z0-9._/-]*)["']|\bpath\s*=\s*["'](?<value>/[A-Za-z0-9._/-]*)["']""")]
    private static partial Regex EndpointPath();
}

using System.Text.RegularExpressions;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;
using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>A server in Go.</summary>
internal sealed partial class GoDetector(ProjectFiles files, Answers answers, Findings findings)
{
    private const string Newest = "1.25";

    /// <summary>Reads it.</summary>
    public void Read()
    {
        var module = files.Find("go.mod") is { } file ? file : new SourceFile("go.mod", "");
        var version = Version().Match(module.Text);
        findings.Found("runtime", $"Go {(version.Success ? version.Groups[1].Value : Newest)}", version.Success ? "go.mod" : "the newest", version.Success ? module.At(version.Index, version.Length) : null);
        findings.Name = Module().Match(module.Text) is { Success: true } name ? LastPart(name.Groups[1].Value) : null;
        var package = FindPackage();
        CompiledTransport.Read(files.Of(".go"), GoStdio(), GoHttp(), answers, findings);
        if (package is null)
            return;
        findings.Project = new GoProject
        {
            Package = package,
            Manifests = files.Has("go.sum") ? ["go.mod", "go.sum"] : ["go.mod"],
            BuildImage = answers.BuildImage ?? $"golang:{(version.Success ? version.Groups[1].Value : Newest)}-bookworm",
            BaseImage = answers.BaseImage ?? "gcr.io/distroless/static-debian12:nonroot",
            Command = [GoProject.Program, .. answers.Arguments ?? []],
        };
    }

    private string? FindPackage()
    {
        if (answers.Entry is { } said)
            return said is "." || said.StartsWith("./", StringComparison.Ordinal) ? said : $"./{said}";
        var mains = files.Of(".go").Where(file => MainPackage().IsMatch(CommentBlanker.Blank(file.Text, false))).GroupBy(file => file.Folder).ToArray();
        if (mains is [var only])
        {
            var package = only.Key.Length == 0 ? "." : $"./{only.Key}";
            findings.Found("entry", package, "the only package main", only.First().Start);
            return package;
        }
        findings.Missing("--entry", "Which package is the server?", mains.Length == 0 ? "there is no package main with a func main" : "there are several packages main",
            [.. mains.Select(group => group.Key.Length == 0 ? "." : $"./{group.Key}")]);
        return null;
    }

    // A major version of a module is a part of its path.
    private static string LastPart(string path) => path.Split('/') is var parts && parts.Length > 1 && MajorPart().IsMatch(parts[^1]) ? parts[^2] : parts[^1];

    [GeneratedRegex(@"^go\s+([0-9]+\.[0-9]+)", RegexOptions.Multiline)]
    private static partial Regex Version();

    [GeneratedRegex(@"^module\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex Module();

    [GeneratedRegex(@"\Av[0-9]+\z")]
    private static partial Regex MajorPart();

    [GeneratedRegex(@"^package\s+main\b[\s\S]*^func\s+main\s*\(\s*\)", RegexOptions.Multiline)]
    private static partial Regex MainPackage();

    [GeneratedRegex(@"StdioTransport|ServeStdio\s*\(|NewStdioServer")]
    private static partial Regex GoStdio();

    [GeneratedRegex(@"NewStreamableHTTP(?:Handler|Server)|StreamableHTTPHandler|NewStreamableHTTPServer")]
    private static partial Regex GoHttp();
}

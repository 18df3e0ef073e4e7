using System.Globalization;
using Seaworthy.Hosting.Contract;
using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Trial.Reports;

/// <summary>Says what is going on, on standard error: at a terminal in one line that changes, elsewhere in a line for each end.</summary>
internal sealed class TrialProgress(TextWriter output, bool isTerminal)
{
    private const string ClearLine = "\r\x1b[2K";

    /// <summary>The server is looked at.</summary>
    public void Surveying(string target) => Live($"looking at {target}");

    /// <summary>The server was looked at.</summary>
    public void Surveyed(string target, Survey survey, TrialOptions options) => Line(string.Create(CultureInfo.InvariantCulture,
        $"{target}: {options.Scenarios.Count} scenarios, revision {survey.Revision}, budget {DurationText.Format(options.Budget)}, seed {options.Seed}"));

    /// <summary>A scenario begins.</summary>
    public void Started(Scenario scenario, int round) => Live($"{scenario.Name}{(round > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({round})") : "")}: {scenario.Promise}");

    /// <summary>A scenario has ended.</summary>
    public void Ended(ScenarioResult result, int rounds) => Line(string.Create(CultureInfo.InvariantCulture,
        $"{VerdictText.Of(result.Outcome.Verdict),-10}  {result.Scenario.Name}{(rounds > 1 ? $" ({result.Round})" : "")}, {result.Took.TotalSeconds:0.0}s"));

    /// <summary>Takes the changing line away.</summary>
    public void Clear()
    {
        if (isTerminal)
            output.Write(ClearLine);
    }

    private void Live(string text)
    {
        if (isTerminal)
            output.Write($"{ClearLine}{(text.Length > 100 ? text[..100] : text)}");
    }

    private void Line(string text)
    {
        Clear();
        output.WriteLine(text);
    }
}

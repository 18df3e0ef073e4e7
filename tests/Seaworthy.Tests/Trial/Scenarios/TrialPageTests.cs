using System.Globalization;
using System.Text;
using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Tests.Trial.Scenarios;

/// <summary>docs/trial.md says of each scenario what the scenario says of itself.</summary>
public class TrialPageTests
{
    private const string Page = "docs/trial.md";
    private const string Begin = "<!-- scenarios -->\n";
    private const string End = "<!-- /scenarios -->\n";

    [Fact]
    public void The_page_has_the_scenarios_of_the_catalogue()
    {
        var page = GeneratedFile.Read(Page);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));

        GeneratedFile.AssertCurrent(Page, page[..begin] + Table() + page[end..]);
    }

    private static string Table()
    {
        var table = new StringBuilder("| Scenario | Promise | How it is judged |\n|---|---|---|\n");
        foreach (var scenario in ScenarioCatalogue.All)
            table.Append(CultureInfo.InvariantCulture, $"| `{scenario.Name}`{(scenario.IsQuick ? " (quick)" : "")} | {Cell(scenario.Promise)} | {Cell(scenario.Judgement)} |\n");
        return table.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}

using Seaworthy.Commands.Help;
using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Commands;

/// <summary>What <c>seaworthy trial --list</c> prints.</summary>
internal static class TrialList
{
    private const int Column = 12;

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output)
    {
        var page = new HelpWriter(output);
        foreach (var scenario in ScenarioCatalogue.All)
        {
            page.Heading(scenario.Name + (scenario.IsQuick ? " (quick)" : ""));
            page.Columns("promise", scenario.Promise, Column);
            page.Columns("judged", scenario.Judgement, Column);
            page.Columns("reported", scenario.Evidence, Column);
            page.Columns("to do", scenario.Remedy, Column);
        }
    }
}

using System.Text;
using Seaworthy.Run.Supervision.Phases;

namespace Seaworthy.Tests.Run.Supervision.Phases;

/// <summary>docs/pool.md shows the table as it is. UPDATE_GENERATED=1 rewrites it.</summary>
public class WorkerDiagramTests
{
    private const string Page = "docs/pool.md";
    private const string Begin = "<!-- generated from WorkerTable; UPDATE_GENERATED=1 rewrites it -->\n";
    private const string End = "<!-- end of generated part -->";

    [Fact]
    public void The_diagram_in_the_documentation_is_the_table()
    {
        var page = GeneratedFile.Read(Page);
        var from = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= Begin.Length && to >= from, $"{Page} has lost its markers");

        GeneratedFile.AssertCurrent(Page, page[..from] + Diagram() + page[to..]);
    }

    private static string Diagram()
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n    [*] --> Starting\n");
        foreach (var phase in Enum.GetValues<WorkerPhase>())
        {
            var arrows = from trigger in Enum.GetValues<WorkerTrigger>()
                         let next = WorkerTable.Next(phase, trigger)
                         where next != phase
                         group trigger by next into arrow
                         orderby arrow.Key
                         select $"    {phase} --> {arrow.Key}: {string.Join(", ", arrow)}\n";
            text.AppendJoin("", arrows);
        }
        return text.Append("    Ended --> [*]\n```\n").ToString();
    }
}

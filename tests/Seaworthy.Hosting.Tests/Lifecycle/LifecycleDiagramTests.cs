using System.Text;
using Seaworthy.Hosting.Lifecycle;

namespace Seaworthy.Hosting.Tests.Lifecycle;

/// <summary>docs/lifecycle.md shows the table as it is. UPDATE_GENERATED=1 rewrites it.</summary>
public class LifecycleDiagramTests
{
    private const string Begin = "<!-- generated from LifecycleTable; UPDATE_GENERATED=1 rewrites it -->\n";
    private const string End = "<!-- end of generated part -->";

    [Fact]
    public void The_diagram_in_the_documentation_is_the_table()
    {
        var path = Repository.PathOf("docs/lifecycle.md");
        var document = File.ReadAllText(path);
        var from = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = document.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= Begin.Length && to >= from, "docs/lifecycle.md has lost its markers");

        if (Environment.GetEnvironmentVariable("UPDATE_GENERATED") == "1")
            File.WriteAllText(path, document = document[..from] + Diagram() + document[to..]);
        else
            Assert.Equal(Diagram(), document[from..to]);
    }

    private static string Diagram()
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n    [*] --> Starting\n");
        foreach (var phase in Enum.GetValues<LifecyclePhase>())
        {
            var arrows = Enum.GetValues<LifecycleTrigger>()
                .Select(trigger => (Trigger: trigger, Next: LifecycleTable.Next(phase, trigger)))
                .Where(arrow => arrow.Next != phase)
                .GroupBy(arrow => arrow.Next, arrow => arrow.Trigger)
                .OrderBy(group => group.Key);
            foreach (var arrow in arrows)
                text.Append("    ").Append(phase).Append(" --> ").Append(arrow.Key).Append(": ").AppendJoin(", ", arrow).Append('\n');
        }
        return text.Append("    Stopped --> [*]\n```\n").ToString();
    }
}

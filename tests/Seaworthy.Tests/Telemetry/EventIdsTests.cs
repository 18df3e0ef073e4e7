using System.Globalization;
using System.Text;
using Seaworthy.Commands.Logging;

namespace Seaworthy.Tests.Telemetry;

public class EventIdsTests
{
    private const string Opening = """
        # Log events

        With `--log-format json` each line carries `event` and `name`. A number is never given to another event, so dashboards and
        alerts may rely on it: 1000 lifecycle and drain, 2000 workers, 3000 the wire, 4000 the front door, 5000 commands. The
        words in braces are fields of the line, with a small first letter.

        This page is generated from the code.

        | Event | Name | Level | Message |
        |---|---|---|---|

        """;

    [Fact]
    public void Every_event_has_a_number_of_the_list() =>
        Assert.All(LogEvents.Find(), entry => Assert.True(LogEvents.Ids().Contains(entry.Attribute.EventId), $"{entry.Method}: use a constant of EventIds."));

    [Fact]
    public void Numbers_and_names_are_unique()
    {
        Assert.Distinct(LogEvents.Ids());
        Assert.Distinct(LogEvents.Find().Select(entry => entry.Attribute.EventId));
        Assert.Distinct(LogEvents.Find().Select(entry => entry.Name));
    }

    [Fact]
    public void Every_event_says_something() =>
        Assert.All(LogEvents.Find(), entry => Assert.False(string.IsNullOrWhiteSpace(entry.Attribute.Message), $"{entry.Method} has no message."));

    [Fact]
    public void The_page_is_current()
    {
        var page = new StringBuilder(Opening);
        foreach (var entry in LogEvents.Find())
        {
            var message = entry.Attribute.Message.Replace("|", "\\|", StringComparison.Ordinal);
            page.Append(CultureInfo.InvariantCulture, $"| {entry.Attribute.EventId} | `{entry.Name}` | {LogLevelWord.Of(entry.Attribute.Level)} | {message} |\n");
        }
        GeneratedFile.AssertCurrent("docs/event-ids.md", page.ToString());
    }
}

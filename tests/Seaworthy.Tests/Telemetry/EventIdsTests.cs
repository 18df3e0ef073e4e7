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
    public void Every_event_has_the_number_and_the_name_of_a_constant()
    {
        var names = LogEvents.Names();

        Assert.All(LogEvents.Find(), entry =>
        {
            Assert.True(names.TryGetValue(entry.Event.EventId, out var name), $"{entry.Method}: EventId must be a constant of EventIds.");
            Assert.True(entry.Event.EventName == name, $"{entry.Method}: add EventName = nameof(EventIds.{name}).");
        });
    }

    [Fact]
    public void No_two_events_share_a_number() => Assert.Distinct(LogEvents.Find().Select(entry => entry.Event.EventId));

    [Fact]
    public void Every_event_says_something() =>
        Assert.All(LogEvents.Find(), entry => Assert.False(string.IsNullOrWhiteSpace(entry.Event.Message), $"{entry.Method}: add a message."));

    [Fact]
    public void The_page_is_current()
    {
        var page = new StringBuilder(Opening);
        foreach (var (_, entry) in LogEvents.Find())
        {
            var message = string.Join("<br>", entry.Message.Replace("|", "\\|", StringComparison.Ordinal).Split('\n', StringSplitOptions.TrimEntries));
            var level = LogLevelWord.Of(entry.Level);
            page.Append(CultureInfo.InvariantCulture, $"| {entry.EventId} | `{entry.EventName}` | {level} | {message} |\n");
        }
        GeneratedFile.AssertCurrent("docs/event-ids.md", page.ToString());
    }
}

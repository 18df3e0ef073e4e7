using Seaworthy.Commands;

namespace Seaworthy.Tests.Commands;

public class WorkerEnvironmentTests
{
    [Fact]
    public async Task Our_own_variables_are_taken_away()
    {
        var facts = Facts.With(("SEAWORTHY_MAX_QUEUE", "7"), ("NOTIFY_SOCKET", "/run/systemd/notify"), ("WATCHDOG_USEC", "1"), ("WATCHDOG_PID", "1"), ("HOME", "/"));

        var changes = (await CommandLineRun.RunAsync(facts)).Options!.WorkerEnvironment;

        Assert.Equal(["NOTIFY_SOCKET", "SEAWORTHY_MAX_QUEUE", "WATCHDOG_PID", "WATCHDOG_USEC"], changes.Keys.Order(StringComparer.Ordinal));
        Assert.All(changes.Values, Assert.Null);
    }

    [Fact]
    public void A_file_cannot_bring_them_back()
    {
        var changes = WorkerEnvironment.Changes(
            ["SEAWORTHY_STATE_KEY"],
            new Dictionary<string, string> { ["SEAWORTHY_STATE_KEY"] = "secret", ["NOTIFY_SOCKET"] = "/x", ["A"] = "1" });

        Assert.Equal([new("A", "1"), new("SEAWORTHY_STATE_KEY", null)], changes);
    }
}

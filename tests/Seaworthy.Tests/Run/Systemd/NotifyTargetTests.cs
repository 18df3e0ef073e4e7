using Seaworthy.Run.Systemd;

namespace Seaworthy.Tests.Run.Systemd;

public class NotifyTargetTests
{
    [Theory]
    [InlineData("/run/systemd/notify", null, null, "/run/systemd/notify", 0)]
    [InlineData("@abstract", "30000000", null, "@abstract", 30)]
    [InlineData("/n", "30000000", "4711", "/n", 30)]
    [InlineData("/n", "30000000", "1", "/n", 0)]
    [InlineData("/n", "soon", null, "/n", 0)]
    [InlineData("", "30000000", null, null, 0)]
    [InlineData(null, null, null, null, 0)]
    [InlineData("vsock:2:1234", null, null, null, 0)]
    public void It_is_what_the_variables_say(string? socket, string? watchdog, string? pid, string? address, int seconds)
    {
        var variables = new Dictionary<string, string?> { ["NOTIFY_SOCKET"] = socket, ["WATCHDOG_USEC"] = watchdog, ["WATCHDOG_PID"] = pid };

        var target = NotifyTarget.From(variables.GetValueOrDefault, 4711);

        Assert.Equal(address, target?.Address);
        Assert.Equal(seconds, target?.Watchdog?.TotalSeconds ?? 0);
    }
}

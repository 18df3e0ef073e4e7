using Seaworthy.Hosting.Lifecycle;
using Seaworthy.Run.Systemd;

namespace Seaworthy.Tests.Run.Systemd;

public class StatusTextTests
{
    [Theory]
    [InlineData(nameof(LifecyclePhase.Starting), "Starting: waiting for the worker")]
    [InlineData(nameof(LifecyclePhase.Ready), "Ready")]
    [InlineData(nameof(LifecyclePhase.Unready), "Not ready: the worker ended")]
    [InlineData(nameof(LifecyclePhase.Announcing), "Stopping: not ready, still serving, 1 call in flight, at most 13s left")]
    [InlineData(nameof(LifecyclePhase.Draining), "Stopping: 1 call in flight, at most 13s left")]
    [InlineData(nameof(LifecyclePhase.Cancelling), "Stopping: cancelling 1 call in flight, at most 13s left")]
    [InlineData(nameof(LifecyclePhase.Stopped), "Stopped")]
    public void Each_phase_is_a_line_for_people(string phase, string line) =>
        Assert.Equal(line, StatusText.Of(Enum.Parse<LifecyclePhase>(phase), "the worker ended", 1, TimeSpan.FromSeconds(12.3)));

    [Fact]
    public void A_reason_cannot_assign_anything_to_systemd()
    {
        var line = StatusText.Of(LifecyclePhase.Unready, "it said\nREADY=1\r\n" + new string('x', 1000), 0, TimeSpan.Zero);

        Assert.StartsWith("Not ready: it said READY=1 ", line);
        Assert.DoesNotContain(line, char.IsControl);
        Assert.True(line.Length <= 200);
    }
}

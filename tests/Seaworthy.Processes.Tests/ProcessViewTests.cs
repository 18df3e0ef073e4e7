namespace Seaworthy.Processes.Tests;

public sealed class ProcessViewTests
{
    [Fact(Timeout = 30_000)]
    public async Task Tells_how_long_a_process_had_no_processor()
    {
        // Two that never rest on the same processor: each waits for the other.
        await using var child = await ChildProcess.StartAsync(new ChildCommand
        {
            FileName = "sh",
            Arguments = ["-c", "taskset -pc $(cut -d' ' -f39 /proc/$$/stat) $$ >/dev/null; while :; do :; done & while :; do :; done"],
        });
        var view = ProcessView.Read(child.Id);

        await Eventually.TrueAsync(() => view!.ReadProcessorWait() > TimeSpan.FromMilliseconds(50), "a wait for the processor");
        await child.DisposeAsync();

        Assert.Equal(TimeSpan.Zero, view!.ReadProcessorWait());
    }
}

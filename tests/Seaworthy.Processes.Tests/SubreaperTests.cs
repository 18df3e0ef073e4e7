using Seaworthy.Processes.Native;

namespace Seaworthy.Processes.Tests;

public sealed class SubreaperTests
{
    [Fact(Timeout = 30_000)]
    public async Task Adopts_an_orphan_and_buries_it()
    {
        Subreaper.Enable();
        await using var child = await Stub.StartAsync("--double-fork");
        var orphan = Assert.Single(await child.LeftAsync(1));
        await Eventually.TrueAsync(() => ProcStat.Read(orphan)?.ParentId == Environment.ProcessId, "the orphan became ours");

        _ = Libc.Kill(orphan, (int)ChildSignal.Kill);

        await Eventually.TrueAsync(() => ProcStat.Read(orphan) is null, "the zombie was reaped");
    }

    [Fact(Timeout = 30_000)]
    public async Task Leaves_the_exit_codes_of_our_own_children_to_the_runtime()
    {
        Subreaper.Enable();
        var codes = await Task.WhenAll(Enumerable.Range(1, 20).Select(async code =>
        {
            await using var child = await Stub.ShellAsync($"true & exit {code}");
            return (await child.Exited).Code;
        }));

        Assert.Equal(Enumerable.Range(1, 20), codes);
    }
}

namespace Seaworthy.Processes.Tests;

public sealed class OpenFilesTests
{
    [Fact(Timeout = 30_000)]
    public async Task We_get_the_hard_limit_and_children_the_one_we_came_with()
    {
        const ulong Original = 4000;
        OpenFiles.LowerSoftLimit(Original);
        Assert.Equal(Original, OpenFiles.Limit.Soft);

        OpenFiles.RaiseLimit();

        Assert.Equal(OpenFiles.Limit.Hard, OpenFiles.Limit.Soft);
        Assert.Equal("4000", await Stub.OutputOfAsync("ulimit -Sn"));
    }
}

namespace Seaworthy.Processes.Tests;

public sealed class ProcStatTests
{
    [Fact(Timeout = 30_000)]
    public async Task A_name_with_parentheses_and_spaces_changes_nothing()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var link = Path.Combine(folder.FullName, "a) Z 1 (b");
            File.CreateSymbolicLink(link, "/bin/sleep");
            await using var child = await ChildProcess.StartAsync(new ChildCommand { FileName = link, Arguments = ["1000"] });

            var stat = ProcStat.Read(child.Id)!.Value;

            Assert.Equal((child.Id, Environment.ProcessId, child.Id, false), (stat.Id, stat.ParentId, stat.SessionId, stat.IsZombie));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_process_that_is_not_there_is_null() => Assert.Null(ProcStat.Read(int.MaxValue));

    [Fact]
    public void Every_process_includes_this_one() => Assert.Contains(ProcStat.ReadAll(), stat => stat.Id == Environment.ProcessId);
}

namespace Seaworthy.Processes.Tests;

public sealed class OutOfMemoryKillsTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory();

    [Theory]
    [InlineData("0::/app", "app/memory.events")]
    [InlineData("0::/../host/path", "memory.events")]
    [InlineData("4:memory:/app", "memory/app/memory.oom_control")]
    [InlineData("4:memory:/docker/0123", "memory/memory.oom_control")]
    public void Finds_the_counter_of_our_group(string membership, string file)
    {
        var path = Path.Combine(_root.FullName, file);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "oom 1\noom_kill 1\n");

        Assert.Equal(path, OutOfMemoryKills.FindCounterFile(["9:cpu:/", membership], _root.FullName));
    }

    [Fact]
    public void Does_without_one() => Assert.Null(OutOfMemoryKills.FindCounterFile(["9:cpu:/", "0::/app"], _root.FullName));

    [Theory]
    [InlineData("low 0\noom 2\noom_kill 1\noom_group_kill 0\n", 1)]
    [InlineData("oom_kill_disable 0\nunder_oom 0\noom_kill 7\n", 7)]
    [InlineData("", 0)]
    public void Reads_the_counter_and_no_other(string text, long expected)
    {
        var path = Path.Combine(_root.FullName, "memory.events");
        File.WriteAllText(path, text);

        Assert.Equal(expected, OutOfMemoryKills.Count(path));
    }

    public void Dispose() => _root.Delete(recursive: true);
}

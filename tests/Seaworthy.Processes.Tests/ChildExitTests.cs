namespace Seaworthy.Processes.Tests;

public sealed class ChildExitTests
{
    [Theory]
    [InlineData(0, "exit 0")]
    [InlineData(1, "exit 1")]
    [InlineData(126, "exit 126: not executable")]
    [InlineData(127, "exit 127: command not found")]
    [InlineData(128, "exit 128")]
    [InlineData(134, "killed by SIGABRT")]
    [InlineData(137, "killed by SIGKILL: out of memory?")]
    [InlineData(139, "killed by SIGSEGV")]
    [InlineData(143, "exit 143: ended by SIGTERM without a handler")]
    [InlineData(255, "exit 255")]
    public void Says_what_a_code_means(int code, string expected) => Assert.Equal(expected, new ChildExit(code).Describe());

    [Fact]
    public void Is_sure_of_out_of_memory_when_the_kernel_counted_one() =>
        Assert.StartsWith("killed by SIGKILL: out of memory (", new ChildExit(137) { OutOfMemory = true, KilledByUs = true }.Describe());

    [Fact]
    public void Does_not_suspect_memory_when_we_killed_it() =>
        Assert.Equal("killed by SIGKILL, which we sent", new ChildExit(137) { KilledByUs = true }.Describe());
}

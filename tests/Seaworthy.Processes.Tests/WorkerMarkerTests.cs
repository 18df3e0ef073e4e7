using System.Text;

namespace Seaworthy.Processes.Tests;

public sealed class WorkerMarkerTests
{
    [Theory(Timeout = 30_000)]
    [InlineData("outer", "outer", true)]
    [InlineData("outer/inner", "outer", true)]
    [InlineData("outer/inner", "outer/inner", true)]
    [InlineData("outer", "outer/inner", false)]
    [InlineData("outermost", "outer", false)]
    [InlineData("", "outer", false)]
    public async Task Finds_the_descendants_of_a_worker(string carried, string wanted, bool found)
    {
        // The script removes our own marker, and starts a program that carries the given one.
        await using var child = await Stub.ShellAsync($"exec env {WorkerMarker.Variable}={carried} sh -c 'echo up; read line'");
        _ = await child.StandardOutput.ReadAtLeastAsync(new byte[3], 3, throwOnEndOfStream: true, Stub.Cancelled);

        Assert.Equal(found, WorkerMarker.IsOn(child.Id, Encoding.ASCII.GetBytes(wanted)));
    }

    [Fact]
    public void Is_new_for_each_worker() => Assert.NotEqual(WorkerMarker.Create(null), WorkerMarker.Create(null));

    [Fact]
    public void Keeps_the_marker_of_an_outer_front_in_front() => Assert.StartsWith("outer/", WorkerMarker.Create("outer"));
}

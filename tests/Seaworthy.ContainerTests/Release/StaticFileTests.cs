using System.Text.Json.Nodes;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Release;

/// <summary>The same file in every kind of image: what is in them does not matter.</summary>
public class StaticFileTests
{
    private const string Folder = "/seaworthy-test";

    [Theory]
    [InlineData("alpine:3")]
    [InlineData("mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled")]
    [InlineData("node:22-slim")]
    [InlineData("python:3.13-slim")]
    public Task It_serves_and_drains(string image) => ServesAsync(image);

    [Fact]
    public async Task It_serves_and_drains_where_there_is_nothing_else() => await ServesAsync(await ReleaseImage.LoadAsync("seaworthy"));

    [Fact]
    public async Task The_root_of_Alpine_has_no_loader_but_that_of_musl()
    {
        // Proof that the first case above is one: a program that wants glibc's loader does not start there.
        await Docker.RequireAsync();

        var loaders = await Docker.RunAsync("run", "--rm", "--pull", "never", "alpine:3", "sh", "-c", "ls /lib/ld-* /lib64/ld-* 2>/dev/null || true");

        Assert.Equal("/lib/ld-musl-x86_64.so.1", loaders);
    }

    private static async Task ServesAsync(string image)
    {
        await Docker.RequireAsync();
        Prerequisites.Require(Binaries.ArePublished, "SEAWORTHY_BINARY and STUB_BINARY do not name published static binaries.");
        await using var server = await ServerContainer.StartReadyWithAsync(
            image,
            [
                "--user", "10001:10001", "--entrypoint", $"{Folder}/seaworthy",
                "--volume", $"{Binaries.Seaworthy}:{Folder}/seaworthy:ro", "--volume", $"{Binaries.StubServer}:{Folder}/stub-server:ro",
            ],
            "run", "--listen", "http://0.0.0.0:3000", "--", $"{Folder}/stub-server");

        var client = await server.ConnectAsync();
        Assert.Equal("ahoy", (await client.CallAsync("echo", new JsonObject { ["text"] = "ahoy" })).Text);
        await NobodyProof.HoldsAsync(server.Container, 10001, "seaworthy");
        var report = await server.Container.StopAsync();
        Assert.True(report.ExitCode == 0, report.ToString());
    }
}

using Seaworthy.ProcessTests.Harness;
using Seaworthy.ProcessTests.Http;

namespace Seaworthy.ProcessTests.Journeys;

/// <summary>Decision 2: one static file, which needs nothing that an image may lack.</summary>
public class EmptyRootTests
{
    [Fact]
    public async Task It_serves_in_a_root_folder_with_nothing_else_in_it()
    {
        Prerequisites.Require(Binaries.ArePublished, "SEAWORTHY_BINARY and STUB_BINARY do not name published static binaries.");
        using var root = new RootFolder();
        await using var server = await SeaworthyProcess.StartReadyAsync(new RunCommand("/stub-server") { Root = root });
        var client = await RawMcp.ConnectAsync(server.Url, Revision.November2025);

        Assert.Equal(200, (await client.Http.GetAsync("/health")).Status);
        Assert.Equal("ahoy", (await client.CallAsync("echo", new() { ["text"] = "ahoy" })).Text);

        server.Send(Signal.Terminate);
        Assert.Equal(0, (await server.ExitAsync()).Code);
    }
}

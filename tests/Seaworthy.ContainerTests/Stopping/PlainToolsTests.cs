using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Stopping;

/// <summary>A stop as anybody can try it, with docker and curl(1), which share nothing with our clients, nor with the trial.</summary>
public class PlainToolsTests
{
    private const string Call =
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"watch_stock","arguments":{"sku":"AUD-ARIA-BLK","seconds":4}}}
        """;

    [Fact]
    public async Task A_call_is_answered_after_docker_stop()
    {
        Prerequisites.Require("curl", "calls the server");
        var image = await ProductImages.SharedRuntimeAsync();
        await using var server = await ServerContainer.StartReadyAsync(image.Tag);
        var call = Command.TryAsync(
            "curl",
            [
                "--silent", "--show-error", "--max-time", "60", "--header", "Content-Type: application/json",
                "--header", "Accept: application/json, text/event-stream", "--data-binary", Call, new Uri(server.Url, "/mcp").ToString(),
            ]);
        await server.InFlightAsync(1);

        var report = await server.Container.StopAsync();

        var answer = await call;
        Assert.True(answer.Code == 0, answer.ToString());
        Assert.Contains("\"changed\":false", answer.Output, StringComparison.Ordinal);
        Assert.True(report.ExitCode == 0, report.ToString());
    }
}

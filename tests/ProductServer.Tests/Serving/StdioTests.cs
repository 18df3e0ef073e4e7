using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Seaworthy.Processes;

namespace ProductServer.Tests.Serving;

public sealed class StdioTests
{
    [Fact]
    public async Task The_same_tools_work_over_stdin_and_stdout()
    {
        using var folder = new TemporaryFolder();
        await using var child = await ServerProcess.StartProgramAsync(["--stdio"], ("DATA_DIR", folder.Path));
        var log = new OutputLines(child.StandardError);
        _ = await log.WithAsync("migrated to version 3");

        await using (var client = await McpClient.CreateAsync(new StreamClientTransport(child.StandardInput, child.StandardOutput),
            cancellationToken: TestContext.Current.CancellationToken))
        {
            var result = await client.ResultAsync("search_products", """{"text":"kettle copper"}""");
            Assert.Equal("KIT-KETL-COP", result.GetProperty("products")[0].GetProperty("sku").GetString());
            var error = await client.ErrorAsync("check_stock", """{"sku":"KIT-KETL-COP","quantity":0}""");
            Assert.Contains("it must be from 1 to 1000", error, StringComparison.Ordinal);
        }

        var stopped = await child.StopAsync(new StopTimes(Programs.HangGuard, TimeSpan.Zero), CancellationToken.None);
        Assert.Equal((StopStep.EndOfInput, 0), (stopped.Step, stopped.Exit?.Code));
    }
}

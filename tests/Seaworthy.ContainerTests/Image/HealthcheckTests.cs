using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Image;

/// <summary>The image's own HEALTHCHECK, run by Docker; only the interval is shortened.</summary>
public class HealthcheckTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_becomes_healthy(bool native)
    {
        var image = await (native ? ProductImages.NativeAsync() : ProductImages.SharedRuntimeAsync());
        await using var server = await ServerContainer.StartReadyAsync(image.Tag, "--health-interval", "1s");

        await BecomesAsync(server, "healthy");
    }

    [Fact]
    public async Task It_follows_the_port()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        await using var server = await ServerContainer.StartAsync(
            image.Tag, "--env", "ASPNETCORE_HTTP_PORTS=3001", "--health-interval", "1s");

        await BecomesAsync(server, "healthy");
    }

    [Fact]
    public async Task It_becomes_unhealthy_when_the_server_hangs()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        await using var server = await ServerContainer.StartReadyAsync(
            image.Tag, "--health-interval", "1s", "--health-start-period", "1s");
        await BecomesAsync(server, "healthy");

        await server.Container.SignalAsync(Signal.Stop);

        await BecomesAsync(server, "unhealthy");
    }

    [Fact]
    public async Task It_stays_healthy_while_the_database_is_away()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        await using var server = await ServerContainer.StartAsync(
            image.Tag, "--env", "DATABASE_URL=postgresql://products@127.0.0.1:1/products?sslmode=disable", "--health-interval", "1s");

        await BecomesAsync(server, "healthy");
        Assert.Equal(503, (await server.GetAsync("/health/ready")).Status);
        Assert.DoesNotContain("   at ", await server.Container.LogAsync(), StringComparison.Ordinal);
    }

    private static Task BecomesAsync(ServerContainer server, string status) => Eventually.IsAsync(
        async () => await server.Container.InspectAsync("{{.State.Health.Status}}") == status,
        $"the status {status}", server.Container.DescribeAsync);
}

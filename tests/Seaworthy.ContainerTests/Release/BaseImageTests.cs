using Seaworthy.ContainerTests.Harness;
using Seaworthy.ContainerTests.Init;

namespace Seaworthy.ContainerTests.Release;

/// <summary>The bases that have seaworthy as PID 1 already.</summary>
public class BaseImageTests
{
    [Theory]
    [InlineData("seaworthy-node", "node-stdio", 1000)]
    [InlineData("seaworthy-python", "python-stdio", 10001)]
    public async Task A_server_on_it_is_healthy_as_nobody_special_and_loses_no_call(string name, string server, int user)
    {
        var image = await BuildAsync(await ReleaseImage.LoadAsync(name), server);
        await using var container = await ServerContainer.StartReadyAsync(image, "--health-interval", "1s");

        await NobodyProof.HoldsAsync(container.Container, user, "seaworthy");
        await Eventually.IsAsync(
            async () => await container.Container.InspectAsync("{{.State.Health.Status}}") == "healthy", "Docker to call it healthy", container.Container.DescribeAsync);
        Assert.Equal(1, (await container.HealthAsync()).GetProperty("pid").GetInt32());
        await StopProof.LosesNothingAsync(container);
    }

    // As the head of each base's Dockerfile says it, with what installs packages left behind.
    private static async Task<string> BuildAsync(string image, string server)
    {
        using var context = ServerSource.Copy(server);
        var dockerfile = server == "node-stdio"
            ? context.Write("Dockerfile", $"""
                FROM node:22-slim AS build
                WORKDIR /app
                COPY . .
                RUN npm ci --omit=dev --no-audit --no-fund
                FROM {image}
                COPY --from=build /app ./
                CMD ["node", "server.js"]
                """)
            : context.Write("Dockerfile", $"""
                FROM {image}
                COPY . .
                """);
        var tag = TestRun.NewName("image");
        await Docker.BuildAsync(tag, dockerfile, context.Path);
        return tag;
    }
}

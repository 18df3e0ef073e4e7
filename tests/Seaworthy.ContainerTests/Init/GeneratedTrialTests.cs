using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Init;

/// <summary>The image, held to the promises by the trial that everybody can hold.</summary>
public class GeneratedTrialTests
{
    private static readonly string[] Held = ["ready-in-time", "idle-stop", "stop-in-call", "stop-under-load", "open-streams", "crash"];

    [Theory]
    [MemberData(nameof(GeneratedServer.Names), MemberType = typeof(GeneratedServer))]
    public async Task The_trial_finds_every_promise_kept(string server)
    {
        var generated = await GeneratedServer.OfAsync(server);

        var result = await Command.TryAsync(Binaries.Seaworthy, ["trial", "--image", generated.Image, "--quick"], limit: TimeSpan.FromMinutes(5));

        Assert.True(result.Code == 0, result.ToString());
        Assert.All(Held, scenario => Assert.Contains($"passed      {scenario}", result.Output, StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine(result.Output);
    }

    [Fact]
    public async Task Without_the_front_the_trial_finds_calls_lost()
    {
        // Proof that the trial above sees something: the same Express server, started as its tutorial says.
        var generated = await GeneratedServer.OfAsync("node-http");
        using var context = new TemporaryFolder();
        var dockerfile = context.Write("Dockerfile", $"""
            FROM {generated.Image}
            ENV PORT=3000
            ENTRYPOINT ["node", "server.js"]
            """);
        var tag = TestRun.NewName("image");
        await Docker.BuildAsync(tag, dockerfile, context.Path);

        var result = await Command.TryAsync(Binaries.Seaworthy, ["trial", "--image", tag, "--only", "stop-in-call", "--budget", "5s"], limit: TimeSpan.FromMinutes(5));

        Assert.True(result.Code == 1, result.ToString());
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Stopping;

/// <summary>The memory limit of compose.yaml and the Deployment, under load.</summary>
public class MemoryTests
{
    private const int Callers = 64;
    private const int CallsEach = 30;
    private const string Python = "python:3.13-slim";

    [Fact]
    public async Task It_stays_within_its_memory_limit_under_load()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        // Without swap: what does not fit is killed, not moved.
        await using var server = await ServerContainer.StartReadyAsync(image.Tag, "--memory", "512m", "--memory-swap", "512m");

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => CallAsync(server))));

        var other = answers.SelectMany(made => made).Where(answer => !(answer.IsAnswered && answer.ErrorCode == 0)).ToList();
        Assert.True(other.Count == 0, $"{other.Count} of {Callers * CallsEach} calls failed, the first: {other.FirstOrDefault()}");
        Assert.Equal("false true", await server.Container.InspectAsync("{{.State.OOMKilled}} {{.State.Running}}"));
        var used = await Docker.RunAsync("stats", "--no-stream", "--format", "{{.MemPerc}}", server.Container.Name);
        Assert.InRange(double.Parse(used.TrimEnd('%'), CultureInfo.InvariantCulture), 1, 90);
    }

    [Fact]
    public async Task In_a_limit_that_is_too_small_it_is_killed()
    {
        // Proof that the limit is a limit here, and that the test above can fail. Not with the server: too little for its code makes it slow,
        // and everything beside it, long before it is killed.
        await Docker.RequireAsync();
        await using var container = await Container.RunAsync(
            Python, ["--memory", "64m", "--memory-swap", "64m"], "python3", "-c", "b'x' * (256 << 20)");

        await Eventually.IsAsync(
            async () => await container.InspectAsync("{{.State.OOMKilled}} {{.State.ExitCode}}") == "true 137", "the kill", container.DescribeAsync);
    }

    private static async Task<List<McpAnswer>> CallAsync(ServerContainer server)
    {
        var client = await server.ConnectAsync();
        var answers = new List<McpAnswer>();
        // Full pages out, and now and then a large body in.
        for (var i = 0; i < CallsEach; i++)
        {
            var (request, id) = client.Request("tools/call", new JsonObject
            {
                ["name"] = "search_products",
                ["arguments"] = new JsonObject { ["pageSize"] = 50 },
                ["_meta"] = new JsonObject { ["filler"] = new string('y', i % 10 == 0 ? 500_000 : 10) },
            });
            answers.Add(new McpAnswer(await client.Http.ExchangeAsync(request), id));
        }
        return answers;
    }
}

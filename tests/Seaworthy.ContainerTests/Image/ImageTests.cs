using System.Globalization;
using System.Text.RegularExpressions;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Image;

/// <summary>What <c>docker build</c> makes of the Dockerfile, and how it starts.</summary>
public partial class ImageTests
{
    private static readonly TimeSpan HealthPromise = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task The_context_holds_what_the_build_needs_and_nothing_else()
    {
        var log = (await ProductImages.SharedRuntimeAsync()).BuildLog;

        var sent = SentContext().Match(log);
        Assert.True(sent.Success, log);
        // Beside it on the disk lay a file of 5 MB.
        Assert.True(sent.Groups["unit"].Value == "kB", $"The context is too large: {sent.Value}");
    }

    [Fact]
    public async Task The_image_says_how_it_is_run_probed_and_stopped()
    {
        var image = (await ProductImages.SharedRuntimeAsync()).Tag;

        Assert.Equal("1654", await InspectAsync(image, "{{.Config.User}}"));
        Assert.Equal("""["dotnet","ProductServer.dll"]""", await InspectAsync(image, "{{json .Config.Entrypoint}}"));
        Assert.Equal("""{"3000/tcp":{}}""", await InspectAsync(image, "{{json .Config.ExposedPorts}}"));
        Assert.Equal("", await InspectAsync(image, "{{.Config.StopSignal}}"));
        Assert.Equal(
            """30s 5s 10s 3 ["CMD","dotnet","ProductServer.dll","health","--url","/health/live"]""",
            await InspectAsync(image, "{{with .Config.Healthcheck}}{{.Interval}} {{.Timeout}} {{.StartPeriod}} {{.Retries}} {{json .Test}}{{end}}"));
        foreach (var label in new[] { "title", "description", "version", "licenses" })
            Assert.NotEmpty(await InspectAsync(image, $"{{{{index .Config.Labels \"org.opencontainers.image.{label}\"}}}}"));
    }

    [Fact]
    public async Task Nothing_of_the_developer_is_in_it_and_no_shell()
    {
        await using var server = await ServerContainer.StartReadyAsync((await ProductImages.SharedRuntimeAsync()).Tag);

        var shell = await server.Container.ExecAsync("sh", "-c", "true");
        Assert.NotEqual(0, shell.Code);
        Assert.Contains("executable file not found", shell.ToString(), StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        await Docker.RunAsync("cp", $"{server.Container.Name}:/app", folder.Path);
        var files = Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ToList();
        Assert.Contains("ProductServer.dll", files);
        Assert.DoesNotContain(files, file => file!.StartsWith(".env", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_answers_health_within_5_s_as_user_1654_on_a_read_only_root(bool native)
    {
        var image = await (native ? ProductImages.NativeAsync() : ProductImages.SharedRuntimeAsync());

        await using var server = await ServerContainer.StartAsync(image.Tag);
        await server.BecomesAsync("/health", 200);
        var took = TimeProvider.System.GetUtcNow() - DateTimeOffset.Parse(await server.Container.InspectAsync("{{.State.StartedAt}}"), CultureInfo.InvariantCulture);
        var waited = await ProcessorWait.OfAsync(server.Container);

        Assert.True(took - waited < HealthPromise, $"/health answered after {took}, of which it waited {waited} for a processor.\n{await server.Container.DescribeAsync()}");
        var health = await server.HealthAsync();
        Assert.Equal("ready", health.GetProperty("status").GetString());
        Assert.Equal(1, health.GetProperty("pid").GetInt32());
        Assert.InRange(health.GetProperty("uptime").GetDouble(), 0, took.TotalSeconds + 1);
        var processes = await Docker.RunAsync("top", server.Container.Name, "-o", "uid,pid,args");
        Assert.Matches(@"(?m)^\s*1654\s+\d+\s+\S*(dotnet|ProductServer)", processes);
        Assert.Equal("true", await server.Container.InspectAsync("{{.HostConfig.ReadonlyRootfs}}"));
        var answer = await (await server.ConnectAsync()).CallAsync("list_categories");
        Assert.True(answer.IsAnswered && answer.ErrorCode == 0, answer.ToString());
    }

    [Fact]
    public async Task On_a_read_only_root_without_a_volume_it_says_what_is_missing()
    {
        var image = (await ProductImages.SharedRuntimeAsync()).Tag;
        await using var container = await Container.RunAsync(image, ["--read-only", "--tmpfs", "/tmp"]);

        await Eventually.IsAsync(
            async () => (await container.LogAsync()).Contains("/data", StringComparison.Ordinal), "a message that names the folder", container.DescribeAsync);
        Assert.DoesNotContain("   at ", await container.LogAsync(), StringComparison.Ordinal);
    }

    private static Task<string> InspectAsync(string image, string template) => Docker.RunAsync("image", "inspect", "--format", template, image);

    [GeneratedRegex(@"Sending build context to Docker daemon +[\d.]+(?<unit>\w+)(?!.*Sending)", RegexOptions.Singleline)]
    private static partial Regex SentContext();
}

using System.Diagnostics;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Compose;

/// <summary>The stack as Compose v2 runs it.</summary>
public class ComposeTests
{
    private const string WithPostgres = """
        POSTGRES_PASSWORD=a-secret
        DATABASE_URL=postgresql://products:a-secret@db:5432/products?sslmode=disable
        """;

    [Fact]
    public async Task It_comes_up_without_an_environment_file_and_as_it_says()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        await using var project = await ComposeProject.UpAsync(image.Tag, environmentFile: null);

        Assert.Equal(200, (await GetAsync(await project.UrlAsync(), "/health")).Status);
        Assert.Equal("", await project.ContainerAsync("db"));
        var container = await project.ContainerAsync("server");
        Assert.Equal("healthy", await InspectAsync(container, "{{.State.Health.Status}}"));
        Assert.Equal(
            "unless-stopped 1000000000 536870912 134217728 true [ALL] [no-new-privileges:true] json-file map[max-file:3 max-size:100m]",
            await InspectAsync(container, "{{with .HostConfig}}{{.RestartPolicy.Name}} {{.NanoCpus}} {{.Memory}} {{.MemoryReservation}} "
                + "{{.ReadonlyRootfs}} {{.CapDrop}} {{.SecurityOpt}} {{.LogConfig.Type}} {{.LogConfig.Config}}{{end}}"));
        Assert.Equal("35", await InspectAsync(container, "{{.Config.StopTimeout}}"));
        Assert.Contains("ASPNETCORE_ENVIRONMENT=Production", await InspectAsync(container, "{{.Config.Env}}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_decides_readiness_and_not_liveness()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        await using var project = await ComposeProject.UpAsync(image.Tag, WithPostgres, "postgres");
        var url = await project.UrlAsync();
        var client = await RawMcp.ConnectAsync(url, Revision.July2026);
        Assert.Equal("PostgreSQL", await StoreAsync(project));
        await BecomesAsync(project, url, 200);

        await project.RunAsync("stop", "db");
        await BecomesAsync(project, url, 503);
        Assert.Equal(200, (await GetAsync(url, "/health/live")).Status);
        var meanwhile = await client.CallAsync("list_categories");
        Assert.True(meanwhile.IsAnswered, meanwhile.ToString());
        Assert.True(meanwhile.ErrorCode != 0 || meanwhile.Result.GetProperty("isError").GetBoolean(), meanwhile.ToString());
        Assert.DoesNotContain("a-secret", await project.RunAsync("logs", "server"), StringComparison.Ordinal);

        await project.RunAsync("start", "db");
        await BecomesAsync(project, url, 200);
        var after = await client.CallAsync("list_categories");
        Assert.True(after.IsAnswered && after.ErrorCode == 0, after.ToString());
        // It was never replaced by anything that took the outage for a crash.
        Assert.Equal("0", await InspectAsync(await project.ContainerAsync("server"), "{{.RestartCount}}"));
    }

    [Fact]
    public async Task It_stops_by_itself_within_its_grace()
    {
        var image = await ProductImages.SharedRuntimeAsync();
        await using var project = await ComposeProject.UpAsync(image.Tag, environmentFile: null);

        var began = Stopwatch.GetTimestamp();
        await project.RunAsync("stop");

        Assert.Equal("0", await InspectAsync(await project.ContainerAsync("server"), "{{.State.ExitCode}}"));
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10), $"docker compose stop took {Stopwatch.GetElapsedTime(began)}.");
    }

    private static async Task<string> StoreAsync(ComposeProject project) =>
        (await project.RunAsync("logs", "server")).Contains("PostgreSQL db:5432/products", StringComparison.Ordinal) ? "PostgreSQL" : "SQLite";

    private static Task BecomesAsync(ComposeProject project, Uri url, int status) => Eventually.IsAsync(
        async () => (await GetAsync(url, "/health/ready")).Status == status, $"readiness {status}", () => project.RunAsync("logs"));

    private static Task<RawAnswer> GetAsync(Uri url, string path) => new RawHttp(url).GetAsync(path);

    private static Task<string> InspectAsync(string container, string template) => Docker.RunAsync("inspect", "--format", template, container);
}

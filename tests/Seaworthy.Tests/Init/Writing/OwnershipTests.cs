using Seaworthy.Init.Writing;

namespace Seaworthy.Tests.Init.Writing;

/// <summary>Whose file is whose.</summary>
public class OwnershipTests
{
    private static readonly (string, string)[] Server =
    [
        ("package.json", """{ "name": "words", "version": "1.0.0", "main": "server.js" }"""),
        ("package-lock.json", "{}"),
        ("server.js", "await server.connect(new StdioServerTransport());\n"),
    ];

    [Fact]
    public async Task A_file_that_init_did_not_write_stays_and_so_does_everything_else()
    {
        using var folder = new InitFolder([.. Server, ("compose.yaml", "services: {}\n")]);
        var before = folder.Files;

        var run = await folder.InitAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("compose.yaml is there already, and init did not write it.", run.Error);
        Assert.Equal(before, folder.Files);
    }

    [Fact]
    public async Task A_file_that_was_edited_since_stays_and_one_that_was_not_is_updated()
    {
        using var folder = new InitFolder(Server);
        await folder.InitAsync();
        folder.Write("Dockerfile", folder.Read("Dockerfile") + "# mine\n");
        var edited = folder.Files;

        var refused = await folder.InitAsync("--port", "4000");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Dockerfile was edited since init wrote it.", refused.Error);
        Assert.Equal(edited, folder.Files);

        var others = await folder.InitAsync("--port", "4000", "--target", "compose");

        Assert.Equal(0, others.ExitCode);
        Assert.Contains("updated     compose.yaml", others.Output);
        Assert.Contains(":4000\"", folder.Read("compose.yaml"));
        Assert.Equal(edited["Dockerfile"], folder.Read("Dockerfile"));
    }

    [Fact]
    public async Task Force_overwrites()
    {
        using var folder = new InitFolder([.. Server, ("Dockerfile", "FROM scratch\n")]);

        var run = await folder.InitAsync("--force");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("overwrote   Dockerfile", run.Output);
        Assert.Contains("ENTRYPOINT", folder.Read("Dockerfile"));
        Assert.Equal(0, (await folder.InitAsync("--verify")).ExitCode);
    }

    [Fact]
    public async Task A_file_that_is_the_same_by_chance_is_nobody_elses()
    {
        using var first = new InitFolder(Server);
        await first.InitAsync();
        using var second = new InitFolder([.. Server, ("Dockerfile", first.Read("Dockerfile"))]);

        Assert.Equal(0, (await second.InitAsync()).ExitCode);
        Assert.Equal(first.Files, second.Files);
    }

    [Fact]
    public async Task A_checkout_that_turned_the_line_ends_around_is_no_edit()
    {
        using var folder = new InitFolder(Server);
        await folder.InitAsync();
        folder.Write("Dockerfile", folder.Read("Dockerfile").Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Contains("updated     Dockerfile", (await folder.InitAsync()).Output);
    }

    [Fact]
    public async Task Verify_fails_on_drift_and_writes_nothing()
    {
        using var folder = new InitFolder(Server);
        await folder.InitAsync();
        folder.Write("server.js", "app.listen(process.env.PORT);\nnew StreamableHTTPServerTransport({});\n");
        var before = folder.Files;

        var run = await folder.InitAsync("--verify");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("not what init would write: Dockerfile", run.Error);
        Assert.Contains("+ENTRYPOINT", run.Output);
        Assert.Equal(before, folder.Files);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_and_its_patch_gives_what_a_run_gives()
    {
        using var folder = new InitFolder(Server);
        await folder.InitAsync();
        var before = folder.Files;

        var dry = await folder.InitAsync("--dry-run", "--shutdown-timeout", "1m", "--name", "other", "--postgres", "app");
        Assert.Equal(before, folder.Files);
        await folder.InitAsync("--shutdown-timeout", "1m", "--name", "other", "--postgres", "app");

        var after = folder.Files;
        var changed = after.Keys.Where(path => path != ".seaworthy-init" && before.GetValueOrDefault(path) != after[path]).ToArray();
        Assert.True(changed.Length > 5);
        Assert.Equal(changed.ToDictionary(path => path, path => after[path]), Patch.Apply(dry.Output, before));
    }

    [Fact]
    public async Task A_dry_run_over_a_large_file_shows_all_of_the_difference()
    {
        var large = string.Concat(Enumerable.Range(0, 100_000).Select(number => $"# {number}\n"));
        using var folder = new InitFolder([.. Server, ("compose.yaml", large)]);
        var before = folder.Files;

        var dry = await folder.InitAsync("--dry-run");
        Assert.Equal(0, dry.ExitCode);
        Assert.Equal(before, folder.Files);
        await folder.InitAsync("--force");

        Assert.Equal(folder.Read("compose.yaml"), Patch.Apply(dry.Output, before)["compose.yaml"]);
    }

    [Fact]
    public async Task A_file_that_is_larger_than_any_that_could_be_meant_is_named_and_not_read()
    {
        using var folder = new InitFolder(Server);
        using (var file = File.Create(folder.PathOf("compose.yaml")))
            file.SetLength(OutputFolder.LargestFile + 1L);

        var run = await folder.InitAsync("--dry-run");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("compose.yaml has more than 64 MiB", run.Error);
        Assert.Equal(0, (await folder.InitAsync("--dry-run", "--target", "docker")).ExitCode);
    }

    [Fact]
    public async Task A_folder_where_a_file_is_to_be_stops_everything()
    {
        using var folder = new InitFolder([.. Server, ("compose.yaml/notes.txt", "mine\n")]);
        var before = folder.Files;

        var run = await folder.InitAsync("--force");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("compose.yaml is a folder", run.Error);
        Assert.Equal(before, folder.Files);
    }

    [Fact]
    public async Task What_was_said_once_holds_until_something_else_is_said()
    {
        using var folder = new InitFolder(Server);
        await folder.InitAsync("--port", "4000", "--replicas", "3");

        await folder.InitAsync("--port", "5000");

        Assert.Contains("EXPOSE 5000", folder.Read("Dockerfile"));
        Assert.Contains("replicas: 3", folder.Read("k8s/deployment.yaml"));
    }
}

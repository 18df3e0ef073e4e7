using Seaworthy.Commands.Initialising;
using Seaworthy.Init.Plans;
using Seaworthy.Run;

namespace Seaworthy.Tests.Init;

/// <summary>Each answer is an option, and reaches the files that it is about.</summary>
public class OptionTests
{
    private static readonly string[] OneOfEachTarget = ["Dockerfile", "compose.yaml", "k8s/deployment.yaml", "systemd/words.service"];

    private static readonly (string, string)[] Server =
    [
        ("package.json", """{ "name": "words", "version": "1.0.0", "main": "server.js" }"""),
        ("package-lock.json", "{}"),
        ("server.js", "await server.connect(new StdioServerTransport());\n"),
        ("other.js", "app.listen(process.env.PORT);\nnew StreamableHTTPServerTransport({});\n"),
        ("main.py", "mcp.run()\n"),
    ];

    private static readonly (string, string)[] Library =
    [
        ("Orders.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"""),
        ("Program.cs", "var builder = WebApplication.CreateSlimBuilder();\nbuilder.AddSeaworthy();\nbuilder.Services.AddMcpServer().WithHttpTransport();\napp.MapMcp(\"/mcp\");\n"),
    ];

    [Theory]
    [InlineData("--runtime python --entry main.py", "Dockerfile", "\"python\", \"main.py\"]")]
    [InlineData("--entry other.js", "Dockerfile", "\"node\", \"other.js\"]")]
    [InlineData("--arguments stdio", "Dockerfile", "\"server.js\", \"stdio\"]")]
    [InlineData("--transport http", "Dockerfile", "\"--upstream\", \"http://127.0.0.1:3001/mcp\"")]
    [InlineData("--transport http --upstream-port 4001", "k8s/deployment.yaml", "containerPort: 3000")]
    [InlineData("--transport http --upstream-port 4001", "Dockerfile", "http://127.0.0.1:4001/mcp")]
    [InlineData("--path /words", "Dockerfile", "\"--path\", \"/words\"")]
    [InlineData("--database-url required", "k8s/deployment.yaml", "name: DATABASE_URL")]
    [InlineData("--database-url required", "compose.yaml", "required: true")]
    [InlineData("--data /data", "Dockerfile", "DATA_DIR=/data")]
    [InlineData("--name letters", "systemd/letters.service", "WorkingDirectory=/opt/letters")]
    [InlineData("--version 2.0.0", "compose.yaml", "image: words:2.0.0")]
    [InlineData("--image registry.example/words:3", "k8s/deployment.yaml", "image: registry.example/words:3")]
    [InlineData("--build-image node:24", "Dockerfile", "FROM node:24 AS build")]
    [InlineData("--base-image node:24-slim", "Dockerfile", "FROM node:24-slim")]
    [InlineData("--dockerfile Dockerfile.words", "Dockerfile.words", "ENTRYPOINT")]
    [InlineData("--seaworthy-image registry.example/seaworthy:1.2", "Dockerfile", "COPY --from=registry.example/seaworthy:1.2 /seaworthy")]
    [InlineData("--port 4000", "Dockerfile", "EXPOSE 4000")]
    [InlineData("--port 4000", "systemd/words.service", "--listen http://127.0.0.1:4000 ")]
    [InlineData("--shutdown-timeout 1m", "compose.yaml", "stop_grace_period: 65s")]
    [InlineData("--shutdown-timeout 1m", "k8s/deployment.yaml", "terminationGracePeriodSeconds: 65")]
    [InlineData("--shutdown-timeout 1m", "systemd/words.service", "TimeoutStopSec=65")]
    [InlineData("--shutdown-delay 8s", "k8s/deployment.yaml", "value: 8s")]
    [InlineData("--workers 4", "Dockerfile", "\"--workers\", \"4\", \"--\", \"node\"")]
    [InlineData("--workers 4", "systemd/words.service", "--workers 4 -- node")]
    [InlineData("--workers 4", "systemd/words.service", "TasksMax=2048")]
    [InlineData("--workers 4", "systemd/words.service", "CPUQuota=400%")]
    [InlineData("--workers 4", "k8s/deployment.yaml", "memory: 2560Mi")]
    [InlineData("--workers 4", "compose.yaml", "memory: 2560M")]
    [InlineData("--workers 4 --memory 1GiB", "compose.yaml", "memory: 1024M")]
    [InlineData("--workers 4 --entry other.js", "Dockerfile", "\"--workers\", \"4\", \"--\", \"node\", \"other.js\"")]
    [InlineData("--memory 1GiB", "systemd/words.service", "MemoryMax=1024M")]
    [InlineData("--replicas 3", "k8s/deployment.yaml", "replicas: 3")]
    [InlineData("--hpa 5", "k8s/horizontalpodautoscaler.yaml", "maxReplicas: 5")]
    [InlineData("--ingress words.example", "k8s/ingress.yaml", "host: words.example")]
    [InlineData("--gateway words.example --gateway-name edge", "k8s/httproute.yaml", "name: edge")]
    [InlineData("--network-policy", "k8s/networkpolicy.yaml", "kind: NetworkPolicy")]
    [InlineData("--postgres words", "compose.yaml", "POSTGRES_DB: words")]
    public async Task It_is_in_the_file(string options, string file, string text)
    {
        using var folder = new InitFolder(Server);

        var run = await folder.InitAsync(options.Split(' '));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(text, folder.Read(file));
    }

    [Theory]
    [InlineData("docker", "Dockerfile")]
    [InlineData("compose", "compose.yaml")]
    [InlineData("kubernetes", "k8s/deployment.yaml")]
    [InlineData("systemd", "systemd/words.service")]
    public async Task A_target_is_all_that_is_written(string target, string file)
    {
        using var folder = new InitFolder(Server);

        await folder.InitAsync("--target", target);

        Assert.Equal([file], OneOfEachTarget.Where(folder.Files.ContainsKey));
    }

    [Fact]
    public async Task A_server_of_dotnet_becomes_one_native_program()
    {
        using var folder = new InitFolder(Library);

        await folder.InitAsync("--native");

        Assert.Contains("-p:PublishAot=true", folder.Read("Dockerfile"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    public async Task As_many_workers_as_run_takes_and_no_others(string workers)
    {
        using var folder = new InitFolder(Server);

        var run = await folder.InitAsync("--workers", workers);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--workers", run.Error);
        Assert.Equal(0, (await folder.InitAsync("--workers", "1000")).ExitCode);
    }

    [Fact]
    public async Task A_server_that_is_its_own_front_has_no_workers()
    {
        using var folder = new InitFolder(Library);

        var run = await folder.InitAsync("--workers", "4");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--workers 4 needs seaworthy in front of the server, and with Seaworthy.Hosting it is its own front", run.Error);
        Assert.Equal(Library.Length, folder.Files.Count);
        // What was once said to a server without the library can be taken back.
        Assert.Equal(0, (await folder.InitAsync("--workers", "1")).ExitCode);
    }

    [Fact]
    public async Task A_server_at_a_port_of_its_own_has_one_worker()
    {
        using var folder = new InitFolder([.. Server, ("fixed.js", "app.listen(4001);\nnew StreamableHTTPServerTransport({});\n")]);
        File.Delete(folder.PathOf("other.js"));

        var run = await folder.InitAsync("--entry", "fixed.js", "--workers", "2");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--workers 2 needs a port for each process, and the server does not listen where the variable PORT says", run.Error);
    }

    [Theory]
    [InlineData(1, 512, 128)]
    [InlineData(2, 1536, 384)]
    [InlineData(8, 4608, 1152)]
    public void Memory_is_for_the_workers_and_the_spares_that_run_keeps(int workers, int memory, int reserved)
    {
        var processes = workers + new RunOptions { Command = ["node"], Workers = workers }.Spares;

        var share = Share.Of(workers, null);

        Assert.Equal((512 * processes, 128 * processes), (memory, reserved));
        Assert.Equal(new Share(memory, reserved, 1000 * workers, 250 * workers), share);
        Assert.Equal(Share.Default, Share.Of(1, null));
        Assert.Equal((256, 128), (Share.Of(1, 256L << 20).MemoryMebibytes, Share.Of(1, 256L << 20).ReservedMebibytes));
        Assert.Equal(256, Share.Of(9, 256L << 20).ReservedMebibytes);
    }

    [Fact]
    public void Every_option_is_tried_here()
    {
        var tried = GetType().GetMethod(nameof(It_is_in_the_file))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .SelectMany(data => ((string)((InlineDataAttribute)data).Data[0]!).Split(' ')).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(["--native", "--target"], InitCatalogue.Options.Select(option => option.Name).Where(name => !InitCatalogue.IsPassing(name) && !tried.Contains(name)).Order(StringComparer.Ordinal));
    }
}

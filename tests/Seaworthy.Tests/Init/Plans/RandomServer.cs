using System.Globalization;
using System.Text.Json;
using Seaworthy.Deployment.Text;
using Seaworthy.Init.Detection;
using Seaworthy.Init.Plans;

namespace Seaworthy.Tests.Init.Plans;

/// <summary>A server that nobody wrote: names and paths of hostile letters, and any of the shapes that init knows.</summary>
internal sealed class RandomServer(Random random)
{
    /// <summary>Its files.</summary>
    public IReadOnlyList<SourceFile> Files() => random.Next(5) switch
    {
        0 => Node(),
        1 => Python(),
        2 => DotNet(),
        3 => Go(),
        _ => Rust(),
    };

    /// <summary>What somebody might say about it.</summary>
    public Answers Answers() => new()
    {
        Name = Maybe(() => random.Next(2) == 0 ? "a" : "words-and-letters"),
        Version = Maybe(() => "2.0.0-rc.1"),
        Replicas = MaybeNumber(1, 6),
        MaxReplicas = MaybeNumber(6, 12),
        Workers = MaybeNumber(1, 9),
        Port = MaybeNumber(1024, 65535),
        UpstreamPort = MaybeNumber(1024, 65535),
        Path = Maybe(() => "/api/v1/mcp"),
        Database = random.Next(2) == 0 ? null : (DatabaseUse)random.Next(3),
        Postgres = Maybe(() => "app"),
        DataFolder = Maybe(() => "/var/lib/data"),
        ShutdownTimeout = random.Next(2) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(1_000, 700_000)),
        ShutdownDelay = random.Next(2) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(0, 20_000)),
        Memory = random.Next(2) == 0 ? null : random.Next(128, 8192) * (1L << 20),
        Targets = random.Next(2) == 0 ? null : (Target)random.Next(1, 16),
        IngressHost = Maybe(() => "mcp.example.com"),
        GatewayHost = Maybe(() => "mcp.example.net"),
        NetworkPolicy = random.Next(2) == 0,
        Native = random.Next(4) == 0,
        Arguments = random.Next(3) == 0 ? [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Hostile.FileName(random))] : null,
    };

    private List<SourceFile> Node()
    {
        var entry = $"{(random.Next(2) == 0 ? Hostile.FileName(random) + "/" : "")}{Hostile.FileName(random)}.js";
        var http = random.Next(2) == 0;
        var listen = random.Next(2) == 0 ? "process.env.PORT" : random.Next(1024, 65535).ToString(CultureInfo.InvariantCulture);
        var source = http
            ? $"const app = express();\napp.post('/mcp', async (req, res) => {{ {(random.Next(2) == 0 ? "transports[sessionId] = " : "")}new StreamableHTTPServerTransport({{}}); }});\napp.listen({listen});\n"
            : $"await server.connect(new StdioServerTransport());\n{(random.Next(3) == 0 ? "const url = process.env.DATABASE_URL;\n" : "")}";
        var scripts = random.Next(3) == 0 ? ", \"scripts\": { \"build\": \"tsc\", \"prepare\": \"tsc\" }" : "";
        return
        [
            new("package.json", $"{{ \"name\": {Json(Hostile.Text(random))}, \"version\": {Json(Hostile.Text(random))}, \"description\": {Json(Hostile.Text(random))}, \"license\": {Json(Hostile.Line(random))}, \"main\": {Json(entry)}{scripts} }}"),
            new(entry, source),
            new(random.Next(4) switch { 0 => "yarn.lock", 1 => "pnpm-lock.yaml", 2 => "package-lock.json", _ => ".npmrc" }, ""),
        ];
    }

    private List<SourceFile> Python()
    {
        var entry = Hostile.FileName(random) + ".py";
        var source = random.Next(2) == 0 ? "mcp.run()\n" : "mcp = FastMCP('x', port=9001)\nmcp.run(transport=\"streamable-http\")\n";
        var files = new List<SourceFile> { new(entry, source), new(random.Next(3) switch { 0 => "uv.lock", 1 => "poetry.lock", _ => "requirements.txt" }, "") };
        if (files[1].Path != "requirements.txt" || random.Next(2) == 0)
            files.Add(new("pyproject.toml", $"[project]\nname = {Json(Hostile.Line(random))}\ndescription = {Json(Hostile.Line(random))}\nversion = \"1.0\"\n"));
        return files;
    }

    private List<SourceFile> DotNet()
    {
        var web = random.Next(2) == 0;
        var program = (web, random.Next(2) == 0) switch
        {
            (true, true) => "var builder = WebApplication.CreateSlimBuilder();\nbuilder.AddSeaworthy();\nbuilder.Services.AddMcpServer().WithHttpTransport();\napp.MapMcp(\"/mcp\");\n",
            (true, false) => "var builder = WebApplication.CreateSlimBuilder();\nbuilder.Services.AddMcpServer().WithHttpTransport(http => http.Stateless = true);\napp.MapMcp(\"/mcp\");\n",
            _ => "var builder = Host.CreateApplicationBuilder(args);\nbuilder.Services.AddMcpServer().WithStdioServerTransport();\n",
        };
        var folder = random.Next(2) == 0 ? "" : Hostile.FileName(random) + "/";
        return
        [
            new($"{folder}{Hostile.FileName(random)}.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk{(web ? ".Web" : "")}\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><Description>{System.Security.SecurityElement.Escape(string.Concat(Hostile.Line(random).Where(letter => letter >= ' ' && letter < '\u2000')))}</Description></PropertyGroup></Project>"),
            new($"{folder}Program.cs", program),
        ];
    }

    private List<SourceFile> Go() =>
    [
        new("go.mod", "module example.com/server\n\ngo 1.24\n"),
        new($"{(random.Next(2) == 0 ? "" : $"cmd/{Hostile.FileName(random)}/")}main.go", $"package main\n\nfunc main() {{\n\t_ = server.Run(ctx, &mcp.StdioTransport{{}})\n}}\n"),
    ];

    private List<SourceFile> Rust() =>
    [
        new("Cargo.toml", "[package]\nname = \"server\"\nversion = \"0.3.0\"\n"),
        new("src/main.rs", "let service = Server::new().serve(stdio()).await?;\n"),
        .. random.Next(2) == 0 ? [new SourceFile("Cargo.lock", "version = 4\n")] : (SourceFile[])[],
    ];

    private T? Maybe<T>(Func<T> value)
        where T : class => random.Next(3) == 0 ? value() : null;

    private int? MaybeNumber(int least, int most) => random.Next(3) == 0 ? random.Next(least, most) : null;

    private static string Json(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}

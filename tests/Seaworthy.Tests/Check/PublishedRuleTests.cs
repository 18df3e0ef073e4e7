using Seaworthy.Check;

namespace Seaworthy.Tests.Check;

/// <summary>Rules over images that <c>dotnet publish</c> makes: they point to the project, and name its properties.</summary>
public class PublishedRuleTests
{
    private const string Host = "var app = WebApplication.CreateBuilder(args).Build();\napp.MapMcp();\napp.Run();\n";
    private const string Pod = "==> pod.yaml <==\napiVersion: v1\nkind: Pod\nmetadata: { name: a, labels: { app: a } }\nspec:\n  containers:\n    - name: a\n      image: registry.example/catalog:1.0\n";
    private const string Service = "==> service.yaml <==\napiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { selector: { app: a }, ports: [{ port: 80, targetPort: 3000 }] }\n";
    private const string Compose = "==> compose.yaml <==\nservices:\n  a:\n    image: catalog\n";

    [Theory]
    [InlineData("run-as-non-root", "<ContainerUser>root</ContainerUser>", "", "", "Catalog.csproj:5:16", "no ContainerUser")]
    [InlineData("run-as-non-root", "<ContainerUser>0:0</ContainerUser><ContainerBaseImage>debian:12</ContainerBaseImage>", "", "", "Catalog.csproj:5:16", "ContainerUser 1000")]
    [InlineData("run-as-non-root", "<TargetFramework>net7.0</TargetFramework>", "", "", "Catalog.csproj:1:1", "ContainerUser 1000")]
    [InlineData("named-user", "<ContainerUser>app</ContainerUser>", "", Pod + "      securityContext: { runAsNonRoot: true }\n", "Catalog.csproj:5:16", "ContainerUser 1654")]
    [InlineData("latest-tag", "<ContainerBaseImage>mcr.microsoft.com/dotnet/aspnet</ContainerBaseImage>", "", "", "Catalog.csproj:5:21", "ContainerBaseImage mcr.microsoft.com/dotnet/aspnet:VERSION")]
    [InlineData("secret-literal", "", "<ContainerEnvironmentVariable Include=\"API_KEY\" Value=\"9f86d081884c7d65\" />", "", "Catalog.csproj:7:56", "no ContainerEnvironmentVariable API_KEY")]
    [InlineData("privileged-port", "", "<ContainerEnvironmentVariable Include=\"ASPNETCORE_HTTP_PORTS\" Value=\"80\" />", "", "Catalog.csproj:7:70", "port 8080")]
    [InlineData("loopback-bind", "", "<ContainerEnvironmentVariable Include=\"ASPNETCORE_URLS\" Value=\"http://localhost:8080\" />", "", "Catalog.csproj:7:64", "0.0.0.0")]
    [InlineData("probe-port-mismatch", "", "<ContainerPort Include=\"3000\" />", "", "Catalog.csproj:7:25", "ContainerPort 8080")]
    [InlineData("probe-port-mismatch", "<ContainerBaseImage>acme/base:1</ContainerBaseImage>", "<ContainerPort Include=\"8080\" />", Pod + "      ports: [{ containerPort: 3000 }]\n" + Service, "service.yaml:4:63", "port 8080")]
    [InlineData("probe-port-mismatch", "", "", Compose + "    ports: [\"80:80\"]\n", "compose.yaml:4:13", "port 8080")]
    [InlineData("shell-wrapped-command", "", "<ContainerAppCommand Include=\"sh;-c;echo up%3B dotnet /app/Catalog.dll\" />", "", "Catalog.csproj:7:31", "exec dotnet /app/Catalog.dll")]
    [InlineData("package-runner-as-pid1", "", "<ContainerAppCommand Include=\"dotnet;watch\" />", "", "Catalog.csproj:7:31", "the server's own file")]
    [InlineData("args-without-entrypoint", "<ContainerAppCommandInstruction>DefaultArgs</ContainerAppCommandInstruction>", "", Pod + "      args: [--http]\n", "pod.yaml:8:14", "ContainerAppCommandInstruction Entrypoint")]
    [InlineData("healthcheck-tool-missing", "", "", Compose + "    healthcheck: { test: [CMD, curl, -f, \"http://127.0.0.1:8080/\"] }\n", "compose.yaml:4:32", "a ContainerBaseImage that has curl")]
    [InlineData("healthcheck-needs-shell", "<ContainerFamily>noble-chiseled</ContainerFamily>", "", Compose + "    healthcheck: { test: dotnet Catalog.dll health }\n", "compose.yaml:4:20", "[\"CMD\", \"dotnet\", \"Catalog.dll\", \"health\"]")]
    [InlineData("prestop-needs-shell", "<PublishAot>true</PublishAot>", "", Pod + "      lifecycle: { preStop: { exec: { command: [sleep, \"5\"] } } }\n", "pod.yaml:8:49", "preStop: { sleep: { seconds: 5 } }")]
    [InlineData("probe-missing", "", "", Compose + "    ports: [\"80:8080\"]\n", "compose.yaml:2:3", "healthcheck on a")]
    [InlineData("depends-on-unhealthy", "", "", "==> compose.yaml <==\nservices:\n  a:\n    image: catalog\n  b: { image: \"x:1\", depends_on: { a: { condition: service_healthy } } }\n", "compose.yaml:4:36", "a healthcheck on a")]
    [InlineData("drain-exceeds-grace", "", "", Pod, "pod.yaml:2:1", "terminationGracePeriodSeconds: 35")]
    public void The_fault_is_found_where_it_is_written(string slug, string properties, string items, string others, string place, string advice)
    {
        var found = Found(slug, properties, items, others, Host);

        var finding = Assert.Single(found);
        Assert.Equal(place, $"{finding.Place.Short}:{finding.Place.Column}");
        Assert.Contains(advice, finding.Advice);
    }

    [Fact]
    public void A_port_of_a_server_that_speaks_stdio_is_found_at_the_property() =>
        Assert.Equal(7, Assert.Single(Found("stdio-exposes-port", "", "<ContainerPort Include=\"8080\" />", "", "builder.Services.AddMcpServer().WithStdioServerTransport();\n")).Place.Line);

    [Fact]
    public void A_server_with_a_verb_of_its_own_is_told_how_Compose_asks_it() => Assert.Equal("healthcheck: { test: [\"CMD\", \"dotnet\", \"/app/Catalog.dll\", \"health\"], start_period: 30s } on a",
        Assert.Single(Found("probe-missing", "", "", Compose + "    ports: [\"80:8080\"]\n", "builder.AddSeaworthy();\n" + Host)).Advice);

    [Theory]
    [InlineData("run-as-non-root", "", "", "", Host)]
    [InlineData("run-as-non-root", "<ContainerUser>$(Ours)</ContainerUser>", "", "", Host)]
    [InlineData("run-as-non-root", "<ContainerUser Condition=\"'$(Configuration)' == 'Debug'\">root</ContainerUser>", "", "", Host)]
    [InlineData("named-user", "", "", Pod + "      securityContext: { runAsNonRoot: true }\n", Host)]
    [InlineData("probe-missing", "", "", "", Host)]
    [InlineData("probe-missing", "", "", Compose + "    ports: [\"80:8080\"]\n    healthcheck: { disable: true }\n", Host)]
    [InlineData("probe-missing", "", "", Compose, "builder.Services.AddMcpServer().WithStdioServerTransport();\n")]
    [InlineData("probe-port-mismatch", "", "", Compose + "    ports: [\"80:80\"]\n", "var app = WebApplication.CreateBuilder(args).Build();\napp.Run(\"http://0.0.0.0:80\");\n")]
    [InlineData("probe-port-mismatch", "", "", Compose + "    ports: [\"80:80\"]\n    env_file: .env\n", Host)]
    [InlineData("probe-port-mismatch", "", "", Compose + "    ports: [\"80:80\"]\n==> appsettings.json <==\n{ \"Kestrel\": { \"Endpoints\": {} } }\n", Host)]
    [InlineData("probe-port-mismatch", "", "<ContainerEnvironmentVariable Include=\"$(Ours)\" Value=\"1\" />", Compose + "    ports: [\"80:80\"]\n", Host)]
    [InlineData("probe-port-mismatch", "", "<ContainerEnvironmentVariable Include=\"ASPNETCORE_HTTP_PORTS\" Value=\"$(Ours)\" />", Compose + "    ports: [\"80:80\"]\n", Host)]
    [InlineData("healthcheck-tool-missing", "<ContainerBaseImage>$(Ours)</ContainerBaseImage>", "", Compose + "    healthcheck: { test: [CMD, curl, -f, \"http://127.0.0.1:8080/\"] }\n", Host)]
    [InlineData("healthcheck-tool-missing", "<ContainerBaseImage>mcr.microsoft.com/dotnet/sdk:10.0</ContainerBaseImage>", "", Compose + "    healthcheck: { test: [CMD, curl, -f, \"http://127.0.0.1:8080/\"] }\n", Host)]
    [InlineData("args-without-entrypoint", "", "", Pod + "      args: [--http]\n", Host)]
    [InlineData("args-without-entrypoint", "<ContainerAppCommandInstruction>$(Ours)</ContainerAppCommandInstruction>", "", Pod + "      args: [--http]\n", Host)]
    [InlineData("latest-tag", "", "", "", Host)]
    [InlineData("secret-literal", "", "<ContainerEnvironmentVariable Include=\"API_KEY\" Value=\"$(ApiKey)\" />", "", Host)]
    [InlineData("run-as-non-root", "<!-- seaworthy: ignore run-as-non-root the sandbox maps it -->\n<ContainerUser>root</ContainerUser>", "", "", Host)]
    public void Nothing_is_said_that_is_not_known(string slug, string properties, string items, string others, string source) => Assert.Empty(Found(slug, properties, items, others, source));

    [Theory]
    [InlineData("run-as-non-root", "<ContainerUser>$(Ours)</ContainerUser>", "ContainerUser")]
    [InlineData("healthcheck-tool-missing", "<ContainerBaseImage>$(Ours)</ContainerBaseImage>", "is not known")]
    public void What_only_the_build_knows_is_a_doubt(string slug, string properties, string message) =>
        Assert.Contains(message, Assert.Single(Run(slug, properties, "", Compose + "    healthcheck: { test: [CMD, curl, -f, \"http://127.0.0.1:8080/\"] }\n", Host).Doubts).Message);

    [Theory]
    [InlineData("catalog", "image: catalog:1", true)]
    [InlineData("catalog", "image: registry.example:5000/catalog:1", true)]
    [InlineData("catalog", "image: someone/catalog:1", false)]
    [InlineData("catalog", "image: registry.example/other/catalog:1", false)]
    [InlineData("acme/catalog", "image: ghcr.io/acme/catalog:1", true)]
    [InlineData("postgres", "image: postgres:17", true)]
    [InlineData("catalog", "image: ghcr.io/catalog:1", true, "ghcr.io")]
    [InlineData("catalog", "image: quay.io/catalog:1", false, "ghcr.io")]
    [InlineData("$(Ours)", "image: catalog:1", false)]
    public void A_service_is_joined_by_the_name_of_its_image(string repository, string image, bool isJoined, string registry = "")
    {
        var found = Found("healthcheck-needs-shell", $"<ContainerRepository>{repository}</ContainerRepository><ContainerRegistry>{registry}</ContainerRegistry><ContainerFamily>noble-chiseled</ContainerFamily>", "",
            $"==> compose.yaml <==\nservices:\n  a:\n    {image}\n    healthcheck: {{ test: dotnet Catalog.dll health }}\n", Host);

        Assert.Equal(isJoined, found.Count > 0);
    }

    [Fact]
    public void Of_two_projects_of_one_name_the_tag_decides_or_nobody()
    {
        const string files = "==> a/A.csproj <==\n<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><ContainerRepository>c</ContainerRepository><ContainerImageTags>1;2</ContainerImageTags>" +
            "<ContainerFamily>noble-chiseled</ContainerFamily></PropertyGroup></Project>\n==> b/B.csproj <==\n<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><TargetFramework>net10.0</TargetFramework>" +
            "<ContainerRepository>c</ContainerRepository></PropertyGroup></Project>\n==> compose.yaml <==\nservices:\n  a:\n    image: c:TAG\n    healthcheck: { test: dotnet A.dll health }\n";

        Assert.NotEmpty(Check("healthcheck-needs-shell", files.Replace("TAG", "2", StringComparison.Ordinal)).Findings);
        Assert.Empty(Check("healthcheck-needs-shell", files.Replace("TAG", "latest", StringComparison.Ordinal)).Findings);
        Assert.Empty(Check("healthcheck-needs-shell", files.Replace("TAG", "3", StringComparison.Ordinal)).Findings);
    }

    private static IReadOnlyList<Finding> Found(string slug, string properties, string items, string others, string source) => Run(slug, properties, items, others, source).Findings;

    private static CheckResult Run(string slug, string properties, string items, string others, string source) => Check(slug,
        "==> Catalog.csproj <==\n<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n<PropertyGroup>\n<TargetFramework>net10.0</TargetFramework>\n<ContainerRepository>catalog</ContainerRepository>\n" +
        $"{properties}\n</PropertyGroup><ItemGroup>\n{items}\n</ItemGroup>\n</Project>\n{others}==> Program.cs <==\n{source}");

    private static CheckResult Check(string slug, string files) => Checker.Run(ExampleFiles.ReadSet(files), [RuleCatalogue.Find(slug)!]);
}

using Seaworthy.Check;
using Seaworthy.Deployment.Projects;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Tests.Deployment.Projects;

public class PublishedImagesTests
{
    private const string Web = "<Project Sdk=\"Microsoft.NET.Sdk.Web\">";
    private const string Named = "<TargetFramework>net10.0</TargetFramework><ContainerRepository>catalog</ContainerRepository>";

    [Theory]
    [InlineData("", "aspnet:10.0")]
    [InlineData("<ContainerFamily>alpine</ContainerFamily>", "aspnet:10.0-alpine")]
    [InlineData("<ContainerFamily>noble-chiseled</ContainerFamily>", "aspnet:10.0-noble-chiseled-extra")]
    [InlineData("<ContainerFamily>noble-chiseled</ContainerFamily><InvariantGlobalization>true</InvariantGlobalization>", "aspnet:10.0-noble-chiseled")]
    [InlineData("<RuntimeIdentifier>linux-musl-x64</RuntimeIdentifier>", "aspnet:10.0-alpine")]
    [InlineData("<RuntimeIdentifiers>linux-x64;linux-arm64</RuntimeIdentifiers>", "aspnet:10.0")]
    [InlineData("<RuntimeIdentifier>linux-x64</RuntimeIdentifier><SelfContained>true</SelfContained>", "runtime-deps:10.0")]
    [InlineData("<PublishSingleFile>true</PublishSingleFile>", "runtime-deps:10.0")]
    [InlineData("<PublishSingleFile>true</PublishSingleFile><SelfContained>false</SelfContained>", "aspnet:10.0")]
    [InlineData("<PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization>", "runtime-deps:10.0-noble-chiseled")]
    [InlineData("<PublishTrimmed>true</PublishTrimmed>", "runtime-deps:10.0-noble-chiseled-extra")]
    [InlineData("<TargetFramework>net6.0</TargetFramework>", "aspnet:6.0")]
    public void The_image_below_is_the_one_that_the_SDK_takes(string properties, string expected) =>
        Assert.Equal("mcr.microsoft.com/dotnet/" + expected, One(Named + properties).Image.BaseName!.Text);

    [Theory]
    [InlineData("<ContainerBaseImage>$(Ours)</ContainerBaseImage>")]
    [InlineData("<ContainerFamily>$(Ours)</ContainerFamily>")]
    [InlineData("<ContainerFamily Condition=\"'$(Configuration)' == 'Release'\">alpine</ContainerFamily>")]
    [InlineData("<TargetFramework>$(Ours)</TargetFramework>")]
    [InlineData("<TargetFramework></TargetFramework><TargetFrameworks>net9.0;net10.0</TargetFrameworks>")]
    [InlineData("<RuntimeIdentifier>win-x64</RuntimeIdentifier>")]
    [InlineData("<RuntimeIdentifiers>linux-x64;linux-musl-x64</RuntimeIdentifiers>")]
    [InlineData("<SelfContained>$(Ours)</SelfContained>")]
    public void An_image_below_that_only_the_build_knows_is_not_guessed(string properties)
    {
        var image = One(Named + properties).Image;

        Assert.Equal("", image.BaseName!.Text);
        Assert.Null(image.Facts);
    }

    [Theory]
    [InlineData("<Import Project=\"../common.props\" />")]
    [InlineData("<Import Project=\"$(Ours)\" />")]
    public void What_an_unread_file_may_set_is_unknown(string import)
    {
        var image = Read($"==> src/Catalog.csproj <==\n{Web}{import}<PropertyGroup>{Named}</PropertyGroup></Project>\n")[0].Image;

        Assert.Null(image.Facts);
        Assert.Equal("", image.User!.Text);
        Assert.Null(image.Entrypoint);
    }

    [Fact]
    public void Without_the_SDK_of_a_web_server_it_is_the_runtime()
    {
        var project = $"==> Catalog.csproj <==\n<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>{Named}<OutputType>Exe</OutputType></PropertyGroup>";

        Assert.Equal("mcr.microsoft.com/dotnet/runtime:10.0", Read(project + "</Project>\n")[0].Image.BaseName!.Text);
        Assert.Equal("mcr.microsoft.com/dotnet/aspnet:10.0", Read(project + "<ItemGroup><FrameworkReference Include=\"Microsoft.AspNetCore.App\" /></ItemGroup></Project>\n")[0].Image.BaseName!.Text);
    }

    [Theory]
    [InlineData("", null, "1654")]
    [InlineData("<ContainerUser>root</ContainerUser>", "root", "1654")]
    [InlineData("<ContainerUser>$(Ours)</ContainerUser>", "", "1654")]
    [InlineData("<TargetFramework>net7.0</TargetFramework>", null, "root")]
    [InlineData("<ContainerBaseImage>debian:12</ContainerBaseImage>", null, "root")]
    [InlineData("<ContainerBaseImage>mcr.microsoft.com/dotnet/aspnet:10.0-alpine</ContainerBaseImage>", null, "1654")]
    public void The_user_is_the_one_that_is_set_or_that_the_SDK_takes(string properties, string? set, string below)
    {
        var image = One(Named + properties).Image;

        Assert.Equal(set, image.User?.Text);
        Assert.Equal(below, image.Facts!.User);
    }

    [Theory]
    [InlineData("", "", "dotnet /app/Catalog.dll")]
    [InlineData("<AssemblyName>Acme.Catalog</AssemblyName>", "", "dotnet /app/Acme.Catalog.dll")]
    [InlineData("<ContainerWorkingDirectory>/srv/</ContainerWorkingDirectory>", "", "dotnet /srv/Catalog.dll")]
    [InlineData("<ContainerWorkingDirectory>/srv</ContainerWorkingDirectory>", "", "dotnet /srvCatalog.dll")]
    [InlineData("<SelfContained>true</SelfContained>", "", "/app/Catalog")]
    [InlineData("", "<ContainerAppCommandArgs Include=\"--http\" /><ContainerDefaultArgs Include=\"--verbose\" />", "dotnet /app/Catalog.dll --http|--verbose")]
    [InlineData("", "<ContainerAppCommand Include=\"/app/run.sh;serve\" />", "/app/run.sh serve|")]
    [InlineData("", "<ContainerEntrypoint Include=\"tini;--\" />", "tini --|dotnet /app/Catalog.dll")]
    [InlineData("", "<ContainerEntrypointArgs Include=\"--old\" />", "dotnet /app/Catalog.dll|--old")]
    [InlineData("<ContainerAppCommandInstruction>DefaultArgs</ContainerAppCommandInstruction>", "", "|dotnet /app/Catalog.dll")]
    [InlineData("<ContainerAppCommandInstruction>None</ContainerAppCommandInstruction>", "<ContainerDefaultArgs Include=\"--x\" />", "|--x")]
    [InlineData("<AssemblyName>$(Ours)</AssemblyName>", "", "|")]
    [InlineData("", "<ContainerAppCommand Include=\"$(Ours)\" />", "|")]
    public void The_command_is_put_together_as_the_SDK_does(string properties, string items, string expected)
    {
        var image = One(Named + properties, items).Image;

        Assert.Equal(expected.Contains('|', StringComparison.Ordinal) ? expected : expected + "|", $"{Line(image.Entrypoint)}|{Line(image.Cmd)}");
    }

    [Fact]
    public void Ports_and_variables_have_the_place_of_their_value()
    {
        var image = One(Named, "\n<ContainerPort Include=\"8080;9090\" /><ContainerPort Include=\"53\" Type=\"udp\" /><ContainerPort Include=\"$(Ours)\" />" +
            "<ContainerEnvironmentVariable Include=\"A\" Value=\"1\" />\n<ContainerEnvironmentVariable Include=\"B\"><Value>two</Value></ContainerEnvironmentVariable>" +
            "<ContainerEnvironmentVariable Include=\"C\" Value=\"$(Ours)\" />").Image;

        Assert.Equal([8080, 9090], image.Exposed.Select(port => port.Port));
        Assert.Equal((2, 25, "8080"), (image.Exposed[0].Place.Line, image.Exposed[0].Place.Column, image.Exposed[0].Place.Text));
        Assert.Equal("two", image.Environment["B"]!.Place.Text);
        Assert.Equal(3, image.Environment["B"]!.Place.Line);
        Assert.True(image.Environment.ContainsKey("C"));
        Assert.Null(image.Environment["C"]);
    }

    [Theory]
    [InlineData("<ContainerRepository>Acme.Catalog</ContainerRepository>", "acme-catalog")]
    [InlineData("<ContainerRepository>acme.catalog</ContainerRepository>", "acme.catalog")]
    [InlineData("<ContainerImageName>old</ContainerImageName><ContainerRepository>new</ContainerRepository>", "old")]
    [InlineData("<ContainerRepository>acme/$(MSBuildProjectName)</ContainerRepository>", "acme/catalog")]
    [InlineData("<ContainerRepository>$(Ours)</ContainerRepository>", null)]
    [InlineData("<ContainerUser>app</ContainerUser>", "catalog")]
    public void The_name_is_the_one_that_the_SDK_makes_of_it(string properties, string? expected) =>
        Assert.Equal(expected, One("<TargetFramework>net10.0</TargetFramework>" + properties).Repository);

    [Theory]
    [InlineData("<EnableSdkContainerSupport>false</EnableSdkContainerSupport>")]
    [InlineData("<IsPublishable>false</IsPublishable>")]
    [InlineData("<IsTestProject>true</IsTestProject>")]
    [InlineData("<OutputType>Library</OutputType>")]
    public void A_project_that_is_not_published_makes_no_image(string property) => Assert.Empty(Read(Project(Named + property, "")));

    [Fact]
    public void A_project_that_says_nothing_of_containers_makes_none_and_so_does_a_library_below_shared_settings()
    {
        Assert.Empty(Read(Project("<TargetFramework>net10.0</TargetFramework>", "")));
        Assert.Equal(["server/Server.csproj"], Read($"==> Directory.Build.props <==\n<Project><PropertyGroup>{Named}</PropertyGroup></Project>\n==> lib/Lib.csproj <==\n<Project Sdk=\"Microsoft.NET.Sdk\" />\n" +
            $"==> server/Server.csproj <==\n{Web}</Project>\n").Select(image => image.Image.File.Path));
    }

    [Fact]
    public void Later_settings_win_and_each_level_is_read_as_far_as_it_is_imported()
    {
        const string files = "==> Directory.Build.props <==\n<Project><PropertyGroup><ContainerFamily>alpine</ContainerFamily><ContainerUser>root</ContainerUser></PropertyGroup></Project>\n" +
            "==> src/a/Catalog.csproj <==\n" + Web + "<PropertyGroup><TargetFramework>net10.0</TargetFramework><ContainerUser Condition=\"'$(ContainerUser)' == ''\">app</ContainerUser></PropertyGroup></Project>\n" +
            "==> src/a/Directory.Build.targets <==\n<Project><PropertyGroup><ContainerRepository>late</ContainerRepository></PropertyGroup></Project>\n";
        var one = Read(files)[0];
        var nearest = Read(files + "==> src/Directory.Build.props <==\n<Project><PropertyGroup><ContainerPort>1</ContainerPort></PropertyGroup></Project>\n")[0];
        var both = Read(files + "==> src/Directory.Build.props <==\n<Project><Import Project=\"$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))\" /></Project>\n")[0];

        Assert.Equal(("late", "root", "Directory.Build.props"), (one.Repository, one.Image.User!.Text, one.Image.User.Place.File.Path));
        Assert.Equal(("aspnet:10.0", "app"), (nearest.Image.Base!.Name + ":" + nearest.Image.Base.Tag, nearest.Image.User!.Text));
        Assert.Equal(("aspnet:10.0-alpine", "root"), (both.Image.Base!.Name + ":" + both.Image.Base.Tag, both.Image.User!.Text));
    }

    [Fact]
    public void What_a_target_sets_or_a_choice_leaves_open_is_unknown()
    {
        var target = Read($"==> Catalog.csproj <==\n{Web}<PropertyGroup>{Named}<ContainerUser>app</ContainerUser></PropertyGroup><Target Name=\"T\"><PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup></Target></Project>\n")[0];
        var choice = Read($"==> Catalog.csproj <==\n{Web}<PropertyGroup>{Named}</PropertyGroup><Choose><When Condition=\"'$(Ours)' == '1'\"><PropertyGroup><ContainerUser>root</ContainerUser></PropertyGroup></When>" +
            "<Otherwise><PropertyGroup><ContainerFamily>alpine</ContainerFamily></PropertyGroup></Otherwise></Choose></Project>\n")[0];

        Assert.Equal("", target.Image.User!.Text);
        Assert.Equal(("", ""), (choice.Image.User!.Text, choice.Image.BaseName!.Text));
    }

    [Fact]
    public void A_broken_project_is_a_fault_when_it_speaks_of_containers()
    {
        var faults = new List<Located>();

        Assert.Empty(new PublishedImages(ExampleFiles.ReadSet("==> A.csproj <==\n<Project Sdk=\"x\">\n  <ContainerUser>root</ContainerUse>\n</Project>\n==> B.csproj <==\n<Project>\n"), faults).Read());
        Assert.Equal(("A.csproj", 2), (Assert.Single(faults).Place.File.Path, faults[0].Place.Line));
    }

    [Fact]
    public void Properties_that_double_each_other_do_not_fill_the_memory()
    {
        var properties = string.Concat(Enumerable.Range(1, 200).Select(i => $"<P{i}>$(P{i - 1})$(P{i - 1})</P{i}>"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        One($"{Named}<P0>xxxxxxxx</P0>{properties}<ContainerUser>$(P200)</ContainerUser>");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20L << 20);
    }

    private static string Line(Seaworthy.Deployment.Dockerfiles.ImageCommand? command) => string.Join(' ', command?.Command.Words.Select(word => word.Text) ?? []);

    private static PublishedImage One(string properties, string items = "") => Assert.Single(Read(Project(properties, items)));

    private static string Project(string properties, string items) => $"==> Catalog.csproj <==\n{Web}<PropertyGroup>{properties}</PropertyGroup><ItemGroup>{items}</ItemGroup></Project>\n";

    private static IReadOnlyList<PublishedImage> Read(string files) => new PublishedImages(ExampleFiles.ReadSet(files), []).Read();
}

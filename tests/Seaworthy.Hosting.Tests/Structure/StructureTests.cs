using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Seaworthy.Hosting.Tests.Structure;

/// <summary>
/// The dependency picture, enforced.
/// <code>
///    Seaworthy.Hosting        Seaworthy.Processes
///         ^                          ^
///         +--------- seaworthy ------+      Run/ Init/ Check/ Trial/ do not see each other; Commands/ wires them
/// </code>
/// </summary>
public class StructureTests
{
    private static readonly string[] Features = ["Run", "Init", "Check", "Trial"];

    public static TheoryData<string, string[]> ProjectReferences => new()
    {
        { "Seaworthy.Hosting", [] },
        { "Seaworthy.Processes", [] },
        { "Seaworthy", ["Seaworthy.Hosting", "Seaworthy.Processes"] },
    };

    [Theory]
    [MemberData(nameof(ProjectReferences))]
    public void A_project_references_only_what_the_picture_allows(string project, string[] allowed)
    {
        var references = XDocument.Load(Repository.PathOf($"src/{project}/{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Empty(references.Except(allowed));
    }

    [Fact]
    public void The_picture_shows_every_project()
    {
        var projects = Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.Equal(ProjectReferences.Select(row => row.Data.Item1).Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Features_of_the_executable_do_not_see_each_other()
    {
        foreach (var feature in Features)
        {
            var strangers = Features.Where(other => other != feature).Append("Commands");
            Refuse($"src/Seaworthy/{feature}", file => strangers
                .Where(other => SeesFeature(file, feature, other))
                .Select(other => $"uses Seaworthy.{other}; only Commands/ may see all features"));
        }
    }

    [Fact]
    public void The_model_of_a_deployment_sees_no_feature_and_only_Check_and_Init_see_it()
    {
        Refuse("src/Seaworthy/Deployment", file => Features.Append("Commands")
            .Where(other => SeesFeature(file, "Deployment", other)).Select(other => $"uses Seaworthy.{other}; the model is below every feature"));
        foreach (var feature in Features.Except(["Check", "Init"]))
            Refuse($"src/Seaworthy/{feature}", file => SeesFeature(file, feature, "Deployment") ? ["uses Seaworthy.Deployment; only Check and Init share it"] : []);
    }

    [Fact]
    public void The_library_names_neither_processes_nor_the_executable()
    {
        var strangers = Features.Append("Commands").Append("Processes");
        Refuse("src/Seaworthy.Hosting", file => strangers.Where(name => file.Names($"Seaworthy.{name}")).Select(name => $"uses Seaworthy.{name}"));
        Refuse("src/Seaworthy.Processes", file => strangers.Except(["Processes"]).Append("Hosting")
            .Where(name => file.Names($"Seaworthy.{name}")).Select(name => $"uses Seaworthy.{name}"));
    }

    [Fact]
    public void Native_calls_live_in_Processes()
    {
        Refuse("src", file => !file.Path.StartsWith("src/Seaworthy.Processes/", StringComparison.Ordinal)
            && Regex.IsMatch(file.Code, @"\[\s*(?:\w+\.)*(?:DllImport|LibraryImport)(?:Attribute)?\b") ? ["has a native call"] : []);
    }

    [Fact]
    public void No_folder_is_a_drawer()
    {
        var drawers = new[] { "Utils", "Utilities", "Helpers", "Common", "Manager", "Managers", "Misc" };
        Refuse("src", file => file.Path.Split('/').SkipLast(1).Intersect(drawers, StringComparer.OrdinalIgnoreCase).Select(name => $"is in {name}/"));
        Refuse("tests", file => file.Path.Split('/').SkipLast(1).Intersect(drawers, StringComparer.OrdinalIgnoreCase).Select(name => $"is in {name}/"));
    }

    [Fact]
    public void No_file_is_longer_than_400_lines()
    {
        Refuse("src", file => file.Lines > 400 ? [$"has {file.Lines} lines"] : []);
        Refuse("tests", file => file.Lines > 400 ? [$"has {file.Lines} lines"] : []);
    }

    [Fact]
    public void Event_ids_are_unique()
    {
        var ids = Regex.Matches(File.ReadAllText(Repository.PathOf("src/Seaworthy.Hosting/Telemetry/EventIds.cs")), @"const int (\w+) = (\d+);")
            .Select(match => (Name: match.Groups[1].Value, Id: match.Groups[2].Value)).ToArray();

        Assert.NotEmpty(ids);
        Assert.Empty(ids.GroupBy(id => id.Id).Where(group => group.Count() > 1).Select(group => string.Join(" and ", group)));
    }

    [Fact]
    public void The_reader_sees_code_and_not_comments_or_strings()
    {
        var file = new SourceFile("x.cs", """
            // Seaworthy.Init in a comment, with a "quote
            /* Seaworthy.Check */
            var a = "Seaworthy.Trial // \" still text";
            var b = @"C:\"; Seaworthy.Run.Go();
            """);

        Assert.True(file.Names("Seaworthy.Run"));
        Assert.False(file.Names("Seaworthy.Ru"));
        Assert.All((string[])["Seaworthy.Init", "Seaworthy.Check", "Seaworthy.Trial"], name => Assert.False(file.Names(name)));
        Assert.Equal(4, file.Lines);
        Assert.True(SeesFeature(new("x.cs", "namespace Seaworthy.Check;\nusing Init.Plans;"), "Check", "Init"));
        Assert.False(SeesFeature(new("x.cs", "options.Init.Plans = 3;"), "Check", "Init"));
    }

    /// <summary>Inside <c>namespace Seaworthy…</c> a sibling can also be imported by its short name.</summary>
    private static bool SeesFeature(SourceFile file, string feature, string other) =>
        feature != other && (file.Names($"Seaworthy.{other}") || Regex.IsMatch(file.Code, $@"\busing\s+(?:static\s+|\w+\s*=\s*)?{other}\s*[.;]"));

    private static void Refuse(string folder, Func<SourceFile, IEnumerable<string>> faults) =>
        Assert.Empty(SourceFile.Below(folder).SelectMany(file => faults(file).Select(fault => $"{file.Path} {fault}")));
}

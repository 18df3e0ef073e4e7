using System.Text.Json;
using NJsonSchema;
using Seaworthy.ContainerTests.Harness;

namespace Seaworthy.ContainerTests.Release;

/// <summary>The list of what is inside the program.</summary>
public class BillOfMaterialsTests
{
    private const string Schema = "tests/schemas/node_modules/@cyclonedx/cyclonedx-library/res/schema/bom-1.6.SNAPSHOT.schema.json";

    // What only builds.
    private static readonly string[] Tools = ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.DotNet.ILCompiler", "Microsoft.NET.ILLink.Tasks"];

    [Fact]
    public async Task It_is_valid_by_the_schema_of_CycloneDX()
    {
        var text = await TextAsync();
        var path = Path.Combine(Repository.Folder, Schema);
        Prerequisites.Require(File.Exists(path), $"{Schema} is missing: npm ci --prefix tests/schemas");
        var schema = await JsonSchema.FromFileAsync(path, TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(text));
        Assert.NotEmpty(schema.Validate(text.Replace("\"type\": \"framework\"", "\"type\": \"frame\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_names_every_package_of_the_lock_file_in_its_version_and_what_no_lock_file_knows()
    {
        using var bill = JsonDocument.Parse(await TextAsync());
        var components = bill.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("purl").GetString()!).ToList();
        using var locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Folder, "src/Seaworthy/packages.lock.json")));
        var packages = locked.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
            .Where(package => package.Value.GetProperty("type").GetString() != "Project" && !Tools.Contains(package.Name))
            .Select(package => $"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}")
            .ToList();

        Assert.True(packages.Count >= 3, string.Join('\n', packages));
        Assert.Subset(components.ToHashSet(StringComparer.OrdinalIgnoreCase), packages.ToHashSet(StringComparer.OrdinalIgnoreCase));
        foreach (var linked in new[] { "nuget/Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64@", "nuget/Microsoft.AspNetCore.App.Runtime.linux-x64@", "/openssl@", "/glibc@" })
            Assert.Single(components, component => component.Contains(linked, StringComparison.Ordinal));
        Assert.DoesNotContain(components, component => Tools.Any(tool => component.Contains(tool, StringComparison.OrdinalIgnoreCase)));
    }

    private static Task<string> TextAsync() => File.ReadAllTextAsync(ReleaseFolder.Single("seaworthy-", ".cdx.json"), TestContext.Current.CancellationToken);
}

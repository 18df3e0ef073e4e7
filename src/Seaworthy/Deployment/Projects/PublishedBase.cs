using System.Globalization;
using Seaworthy.Deployment.Images;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Projects;

/// <summary>
/// Finds the image below a published one, as the SDK's task ComputeDotnetBaseImageAndTag does: the one that is named, or Microsoft's for
/// the target framework, with the family, or what a runtime identifier and trimming ask for.
/// </summary>
internal sealed class PublishedBase(Project project)
{
    /// <summary>The image, and what decides about it; its text is empty when only the build knows it.</summary>
    public Located Find()
    {
        if (project["ContainerBaseImage"] is { IsSet: true } set)
            return new(set.Text ?? "", set.Place == project.Start ? Framework.Place : set.Place);
        var family = project["ContainerFamily"];
        var decides = ((string[])["PublishAot", "PublishTrimmed"]).Select(name => project[name]).Prepend(family).FirstOrDefault(value => value is { IsUnknown: false, IsSet: true } && value.Text != "false");
        var place = (decides ?? Framework).Place;
        return new(Version is { } version && Repository is { } repository && Variant(version, family) is { } variant
            ? FormattableString.Invariant($"mcr.microsoft.com/dotnet/{repository}:{version.Major}.{version.Minor}{variant}") : "", place);
    }

    /// <summary>Whether the program brings its own runtime; null when only the build knows.</summary>
    public bool? IsSelfContained
    {
        get
        {
            var (self, publish) = (project["SelfContained"], project["PublishSelfContained"]);
            if (self.IsTrue is true || publish.IsTrue is true)
                return true;
            if (self.IsUnknown || publish.IsUnknown || Version is not { } version)
                return null;
            if (self.IsSet || publish.IsSet)
                return false;
            // Before .NET 8 a runtime identifier alone meant it; since then these do.
            return version.Major < 8 ? project["RuntimeIdentifier"] is { IsUnknown: false } rid ? rid.IsSet : null
                : Any("PublishTrimmed", "PublishSingleFile", "PublishAot");
        }
    }

    private ProjectValue Framework => project["TargetFramework"] is { IsSet: true } one ? one : project["TargetFrameworks"];

    private Version? Version
    {
        get
        {
            var text = Framework.Text ?? "";
            var number = text.StartsWith("netcoreapp", StringComparison.Ordinal) ? text[10..] : text.StartsWith("net", StringComparison.Ordinal) ? text[3..] : "";
            return System.Version.TryParse(number, out var version) && version is { Major: >= 3, Build: < 0 } ? version : null;
        }
    }

    private string? Repository => (IsSelfContained, IsWeb) switch
    {
        (null, _) or (false, null) => null,
        (true, _) => "runtime-deps",
        (_, true) => "aspnet",
        _ => "runtime",
    };

    private bool? IsWeb => project.IsWeb is true || project.KnownItems("FrameworkReference").Any(item => item.Include.Text == "Microsoft.AspNetCore.App") ? true
        : project.Items("FrameworkReference") is null ? null : project.IsWeb;

    private string? Variant(Version version, ProjectValue family)
    {
        if (family.IsUnknown || IsMusl is not { } isMusl)
            return null;
        if (family.IsSet)
            return Extra(version, !isMusl && family.Text!.EndsWith("-chiseled", StringComparison.Ordinal)) is { } extra ? $"-{family.Text}{extra}" : null;
        if (version.Major < 8 || isMusl && Any("PublishAot", "PublishTrimmed") is false)
            return isMusl ? "-alpine" : "";
        return Any("PublishAot", "PublishTrimmed") is not { } isSmall ? null
            : Extra(version, isSmall) is { } more ? (isMusl ? "-alpine" : isSmall ? "-noble-chiseled" : "") + more : null;
    }

    // Without invariant globalization a program needs what the smallest images leave out.
    private string? Extra(Version version, bool isSmall) =>
        !isSmall || version.Major < 8 ? "" : project["InvariantGlobalization"].IsTrue switch { null => null, true => "", false => "-extra" };

    /// <summary>Whether it runs on Alpine; null when nobody knows, or it runs on Windows.</summary>
    private bool? IsMusl
    {
        get
        {
            var set = ((string[])["ContainerRuntimeIdentifier", "RuntimeIdentifier", "ContainerRuntimeIdentifiers", "RuntimeIdentifiers"])
                .Select(name => project[name]).FirstOrDefault(value => value.IsSet);
            if (set is null)
                return false;
            string[] identifiers = [.. set.Parts];
            var musl = identifiers.Count(identifier => identifier.StartsWith("linux-musl-", StringComparison.Ordinal));
            return Array.TrueForAll(identifiers, identifier => identifier.StartsWith("linux-", StringComparison.Ordinal)) && identifiers.Length > 0 && (musl == 0 || musl == identifiers.Length)
                ? musl > 0 : null;
        }
    }

    private bool? Any(params ReadOnlySpan<string> names)
    {
        bool? any = false;
        foreach (var name in names)
        {
            var value = project[name].IsTrue;
            if (value is true)
                return true;
            any = value is null ? null : any;
        }
        return any;
    }

    /// <summary>The major version of the framework in a tag such as 10.0-alpine; null when there is none.</summary>
    public static int? Major(ImageReference image) =>
        int.TryParse(image.Tag?.Split('.', '-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
}

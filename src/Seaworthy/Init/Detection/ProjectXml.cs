using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Init.Detection;

/// <summary>A project file of .NET, or one that projects import, or NuGet's settings.</summary>
internal sealed partial class ProjectXml
{
    private readonly XElement _root;
    private readonly SourceFile _file;

    private ProjectXml(SourceFile file, XElement root) => (_file, _root) = (file, root);

    /// <summary>Reads a file; one that is no XML has nothing in it.</summary>
    public static ProjectXml Read(SourceFile file) =>
        new(file, Deployment.Projects.ProjectXml.Read(file).Xml?.Root ?? new XElement("Project"));

    /// <summary>The SDK it is of.</summary>
    public string Sdk => _root.Attribute("Sdk")?.Value ?? "";

    /// <summary>The value of a property, and where it is set; null when it is not, or depends on others.</summary>
    public Located? Property(string name) => _root.Descendants()
        .Where(element => element.Name.LocalName == name && !element.Value.Contains("$(", StringComparison.Ordinal) && element.Value.Trim().Length > 0)
        .Select(element => new Located(element.Value.Trim(), PlaceOf(element))).FirstOrDefault();

    /// <summary>What items of a kind include, and where.</summary>
    public IEnumerable<Located> Items(string kind) => _root.Descendants().Where(element => element.Name.LocalName == kind)
        .Select(element => (Element: element, Include: element.Attribute("Include")?.Value))
        .Where(item => item.Include is not null).Select(item => new Located(item.Include!.Replace('\\', '/'), PlaceOf(item.Element)));

    /// <summary>The property that a user of the project sets to get native code: <c>Native</c> of <c>Condition="'$(Native)' == 'true'"</c>.</summary>
    public string? NativeSwitch => _root.Descendants().Where(element => element.Name.LocalName == "PublishAot")
        .SelectMany(element => element.AncestorsAndSelf()).Select(element => Switch().Match(element.Attribute("Condition")?.Value ?? ""))
        .FirstOrDefault(match => match.Success)?.Groups[1].Value;

    /// <summary>The lock file of the native build, when it has one of its own.</summary>
    public string LockFileOf(bool native) => native && Property("NuGetLockFilePath") is { } path ? path.Text : "packages.lock.json";

    /// <summary>The files beside it that it names.</summary>
    public IEnumerable<string> Neighbours => Beside().Matches(_file.Text).Select(match => match.Groups[1].Value);

    /// <summary>Of NuGet's settings: the folders beside them, or below, that packages come from.</summary>
    public IEnumerable<string> PackageFolders => _root.Elements("packageSources").Elements("add")
        .Select(source => source.Attribute("value")?.Value.Replace('\\', '/') ?? "")
        .Where(value => value.Length > 0 && value[0] is not ('/' or '%') && !value.Contains(':', StringComparison.Ordinal));

    private Place PlaceOf(XElement element) => _file.PlaceOfLine(((IXmlLineInfo)element).LineNumber);

    [GeneratedRegex(@"\A\s*'\$\((\w+)\)'\s*==\s*'true'\s*\z")]
    private static partial Regex Switch();

    [GeneratedRegex(@"\$\(MSBuildThisFileDirectory\)[/\\]?([A-Za-z0-9._-]+)")]
    private static partial Regex Beside();
}

using System.Xml.Linq;
using Seaworthy.Deployment.Files;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Projects;

/// <summary>
/// Reads a project in the order of a build: Directory.Build.props, the project, Directory.Build.targets; first the properties,
/// then the items. What a target does while building, and what stands under a condition that nobody can evaluate, is unknown.
/// </summary>
internal sealed class ProjectReader
{
    private const int Deepest = 8;

    private readonly FileSet _files;
    private readonly Project _project;
    private readonly Func<SourceFile, ProjectXml?> _load;
    private bool _isForItems;

    private ProjectReader(FileSet files, Project project, Func<SourceFile, ProjectXml?> load) => (_files, _project, _load) = (files, project, load);

    /// <summary>Reads a project; null when it is none of an SDK.</summary>
    /// <param name="files">The files.</param>
    /// <param name="file">The project.</param>
    /// <param name="load">Reads the XML of a file; null when it is none.</param>
    public static Project? Read(FileSet files, SourceFile file, Func<SourceFile, ProjectXml?> load)
    {
        if (load(file) is not { } xml || xml.Root.Name.LocalName != "Project")
            return null;
        var project = new Project(file, xml.Tag(xml.Root));
        var reader = new ProjectReader(files, project, load);
        var hasSdk = reader.TakeSdks(xml.Root);
        SourceFile?[] order = [reader.Above(file.Folder, "Directory.Build.props"), file, reader.Above(file.Folder, "Directory.Build.targets")];
        foreach (var isForItems in (bool[])[false, true])
        {
            reader._isForItems = isForItems;
            foreach (var part in order.OfType<SourceFile>())
                reader.ReadFile(part, false, 0);
        }
        return hasSdk ? project : null;
    }

    private bool TakeSdks(XElement root)
    {
        var names = ((root.Attribute("Sdk")?.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Concat(root.Elements().Where(element => element.Name.LocalName == "Sdk").Select(element => element.Attribute("Name")?.Value ?? ""))
            .Concat(root.Elements().Where(element => element.Name.LocalName == "Import").Select(element => element.Attribute("Sdk")?.Value).OfType<string>()).ToArray();
        foreach (var name in names)
            _project.TakeSdk(name);
        return names.Length > 0;
    }

    // MSBuild takes the nearest one, and no other unless that one imports it.
    private SourceFile? Above(string folder, string name)
    {
        for (; ; folder = folder.LastIndexOf('/') is > 0 and var slash ? folder[..slash] : "")
        {
            if (_files.Find(folder, name) is { } found)
                return found;
            if (folder.Length == 0 || folder.EndsWith("..", StringComparison.Ordinal))
                return null;
        }
    }

    private void ReadFile(SourceFile file, bool isUncertain, int depth)
    {
        if (depth > Deepest || _load(file) is not { } xml)
            _project.Open();
        else
            Walk(xml, xml.Root, isUncertain, depth);
    }

    private void Walk(ProjectXml xml, XElement parent, bool isUncertain, int depth)
    {
        foreach (var element in parent.Elements())
        {
            var holds = Holds(element);
            if (holds is false)
                continue;
            var isUnclear = isUncertain || holds is null;
            switch (element.Name.LocalName)
            {
                case "PropertyGroup" when !_isForItems:
                    foreach (var child in element.Elements())
                        Property(xml, child, isUnclear);
                    break;
                case "ItemGroup" when _isForItems:
                    foreach (var child in element.Elements())
                        Item(xml, child, isUnclear);
                    break;
                case "Choose" when depth <= Deepest:
                    Choose(xml, element, isUnclear, depth);
                    break;
                case "ImportGroup" when depth <= Deepest:
                    Walk(xml, element, isUnclear, depth + 1);
                    break;
                // What a target sets, it sets while building, in an order that only the build knows.
                case "Target" when depth <= Deepest:
                    Walk(xml, element, true, depth + 1);
                    break;
                case "Import" when element.Attribute("Sdk") is null:
                    Import(xml, element, isUnclear, depth);
                    break;
            }
        }
    }

    private bool? Holds(XElement element) => ProjectCondition.Evaluate(element.Attribute("Condition")?.Value, _project.Lookup);

    private void Choose(ProjectXml xml, XElement choose, bool isUncertain, int depth)
    {
        foreach (var branch in choose.Elements())
        {
            var holds = Holds(branch);
            if (holds is false)
                continue;
            Walk(xml, branch, isUncertain || holds is null, depth + 1);
            if (holds is true)
                return;
            isUncertain = true;
        }
    }

    private void Import(ProjectXml xml, XElement import, bool isUncertain, int depth)
    {
        var path = import.Attribute("Project")?.Value ?? "";
        var folder = xml.File.Folder;
        var name = ((string[])["Directory.Build.props", "Directory.Build.targets"]).FirstOrDefault(name => path.Contains(name, StringComparison.Ordinal));
        // The usual way to go on upwards: $([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../')).
        var found = name is not null && path.Contains("GetPathOfFileAbove", StringComparison.Ordinal)
            ? folder.Length == 0 ? null : Above(folder.LastIndexOf('/') is > 0 and var slash ? folder[..slash] : "", name)
            : ProjectText.Expand(path.Replace("$(MSBuildThisFileDirectory)", "", StringComparison.OrdinalIgnoreCase).Replace('\\', '/'), _project.Lookup) is { Length: > 0 } known
                ? _files.Find(folder, known) : null;
        if (found is not null && found != xml.File)
            ReadFile(found, isUncertain, depth + 1);
        else
            _project.Open();
    }

    private void Property(ProjectXml xml, XElement element, bool isUncertain)
    {
        var name = element.Name.LocalName;
        // A default for what nobody has set yet: '$(Name)' == ''. It may come from the command line, which then is as deliberate as a file.
        var holds = ProjectCondition.Evaluate(element.Attribute("Condition")?.Value, other =>
            _project.Lookup(other) ?? (!_project.IsOpen && other.Equals(name, StringComparison.OrdinalIgnoreCase) && !_project.Sets(name) ? "" : null));
        if (holds is false)
            return;
        var text = isUncertain || holds is null || element.HasElements ? null : ProjectText.Expand(element.Value, _project.Lookup);
        _project.Set(name, new(text, xml.Inside(element)));
    }

    private void Item(ProjectXml xml, XElement element, bool isUncertain)
    {
        var kind = element.Name.LocalName;
        var holds = Holds(element);
        if (holds is false || !IsWanted(kind))
            return;
        isUncertain |= holds is null;
        if (element.Attribute("Remove") is { } remove && !isUncertain && ProjectText.Expand(remove.Value, _project.Lookup) is { } gone)
            _project.Remove(kind, [.. new ProjectValue(gone, default).Parts]);
        if (element.Attribute("Include") is not { } include)
        {
            // What an Update or an unclear Remove leaves is only known to the build.
            if (element.Attribute("Update") is not null || element.Attribute("Remove") is not null && (isUncertain || ProjectText.Expand(element.Attribute("Remove")!.Value, _project.Lookup) is null))
                _project.Add(kind, new(new(null, xml.Tag(element)), new Dictionary<string, ProjectValue>()));
            return;
        }
        var metadata = Metadata(xml, element);
        foreach (var name in Names(xml.Value(include), include.Value, isUncertain))
            _project.Add(kind, new(name, metadata));
    }

    /// <summary>The names in a list, each with its place where it stands as it is. An escaped semicolon separates nothing.</summary>
    private IEnumerable<ProjectValue> Names(Place place, string list, bool isUncertain)
    {
        var at = 0;
        foreach (var raw in list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var found = place.Text.IndexOf(raw, at, StringComparison.Ordinal);
            at = found < 0 ? at : found + raw.Length;
            var own = found < 0 ? place : place.File.At(place.Start + found, raw.Length);
            var text = isUncertain ? null : ProjectText.Expand(raw, _project.Lookup);
            // A property may hold a list of its own.
            foreach (var part in text is not null && raw.Contains('$', StringComparison.Ordinal) ? (IEnumerable<string?>)new ProjectValue(text, own).Parts : [text])
                yield return new(part, own);
        }
    }

    private static bool IsWanted(string kind) => kind.StartsWith("Container", StringComparison.OrdinalIgnoreCase) || kind is "FrameworkReference" or "PackageReference";

    private Dictionary<string, ProjectValue> Metadata(ProjectXml xml, XElement element)
    {
        var metadata = new Dictionary<string, ProjectValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in element.Attributes())
            metadata[attribute.Name.LocalName] = new(ProjectText.Expand(attribute.Value, _project.Lookup), xml.Value(attribute));
        foreach (var child in element.Elements())
            metadata[child.Name.LocalName] = new(Holds(child) is true ? ProjectText.Expand(child.Value, _project.Lookup) : null, xml.Inside(child));
        return metadata;
    }
}

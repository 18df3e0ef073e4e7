using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Projects;

/// <summary>A C# project with what lies over and under it: Directory.Build.props and Directory.Build.targets.</summary>
/// <param name="file">The project.</param>
/// <param name="start">Its opening tag.</param>
internal sealed class Project(SourceFile file, Place start)
{
    private static readonly string[] Sdks = ["Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web", "Microsoft.NET.Sdk.Worker", "Microsoft.NET.Sdk.Razor"];

    private readonly Dictionary<string, ProjectValue> _properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<ProjectItem>> _items = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _sdks = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The project.</summary>
    public SourceFile File => file;

    /// <summary>Its opening tag.</summary>
    public Place Start => start;

    /// <summary>Whether files that are not here may set more: then what nobody sets here is unknown.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether its SDK is known to be that of web servers; null when it has another one that is not known.</summary>
    public bool? IsWeb => _sdks.Contains(Sdks[1]) ? true : IsOpen ? null : false;

    /// <summary>Whether it makes a program; null when only the build knows.</summary>
    public bool? IsProgram => this["OutputType"] switch
    {
        { Text: null } => _sdks.Contains(Sdks[1]) || _sdks.Contains(Sdks[2]) ? true : null,
        { Text: "" } => _sdks.Contains(Sdks[1]) || _sdks.Contains(Sdks[2]),
        { Text: var type } => type.Equals("Exe", StringComparison.OrdinalIgnoreCase) || type.Equals("WinExe", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>The name of what it makes.</summary>
    public ProjectValue AssemblyName => _properties.GetValueOrDefault("AssemblyName") is { IsSet: true } set ? set : new(IsOpen ? null : Stem, start);

    /// <summary>A property.</summary>
    public ProjectValue this[string name] => _properties.GetValueOrDefault(name) ?? new(IsOpen ? null : "", start);

    /// <summary>Whether a property or an item of that name is set in what was read.</summary>
    public bool Sets(string name) => _properties.GetValueOrDefault(name)?.IsSet is true || _items.ContainsKey(name);

    /// <summary>The items of a kind; null when only the build knows them.</summary>
    public IReadOnlyList<ProjectItem>? Items(string kind) => _items.GetValueOrDefault(kind) is not { } items ? IsOpen ? null : []
        : items.Exists(item => item.Include.IsUnknown) ? null : items;

    /// <summary>The items of a kind of which the name is known.</summary>
    public IEnumerable<ProjectItem> KnownItems(string kind) => (_items.GetValueOrDefault(kind) ?? []).Where(item => !item.Include.IsUnknown);

    /// <summary>Takes an SDK by its name; a version may stand behind a slash.</summary>
    public void TakeSdk(string name)
    {
        var known = name.Split('/')[0].Trim();
        _sdks.Add(known);
        IsOpen |= !Sdks.Contains(known, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Says that something is read elsewhere.</summary>
    public void Open() => IsOpen = true;

    /// <summary>Takes a property, over what was there.</summary>
    public void Set(string name, ProjectValue value) => _properties[name] = value;

    /// <summary>Takes an item.</summary>
    public void Add(string kind, ProjectItem item)
    {
        if (!_items.TryGetValue(kind, out var items))
            _items[kind] = items = [];
        items.Add(item);
    }

    /// <summary>Takes items away.</summary>
    public void Remove(string kind, IReadOnlyCollection<string> names)
    {
        if (_items.TryGetValue(kind, out var items) && items.RemoveAll(item => item.Include.Text is { } text && names.Contains(text, StringComparer.OrdinalIgnoreCase)) > 0 && items.Count == 0)
            _items.Remove(kind);
    }

    /// <summary>The value of a property as a text would have it; null when nobody knows it.</summary>
    public string? Lookup(string name) => _properties.GetValueOrDefault(name) is { } value ? value.Text : name.ToLowerInvariant() switch
    {
        "msbuildprojectname" => Stem,
        "assemblyname" => Stem,
        // Anything else may be set by an SDK, by the environment or on the command line.
        _ => null,
    };

    private string Stem => file.Name[..^".csproj".Length];
}

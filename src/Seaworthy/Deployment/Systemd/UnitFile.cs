using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Systemd;

/// <summary>A service unit, with its drop-ins behind it.</summary>
internal sealed class UnitFile
{
    private readonly List<UnitSetting> _settings = [];

    /// <summary>Reads a unit and its drop-ins.</summary>
    public UnitFile(SourceFile file, IEnumerable<SourceFile> dropIns)
    {
        File = file;
        Read(file);
        foreach (var dropIn in dropIns)
            Read(dropIn);
    }

    /// <summary>The unit.</summary>
    public SourceFile File { get; }

    /// <summary>Where <c>[Service]</c> stands.</summary>
    public Place? ServicePlace { get; private set; }

    /// <summary>Lines that are neither a setting nor a section, with what is wrong.</summary>
    public List<Located> Faults { get; } = [];

    /// <summary>The last setting of a name in a section; an empty value takes earlier ones back.</summary>
    public UnitSetting? this[string section, string name] =>
        _settings.LastOrDefault(setting => setting.Section == section && setting.Name == name) is { Value.Text.Length: > 0 } found ? found : null;

    /// <summary>A setting of <c>[Service]</c>.</summary>
    public UnitSetting? Service(string name) => this["Service", name];

    /// <summary>Every setting of a name of <c>[Service]</c>.</summary>
    public IEnumerable<UnitSetting> All(string name) => _settings.Where(setting => setting.Section == "Service" && setting.Name == name);

    private void Read(SourceFile file)
    {
        var section = "";
        for (var line = 1; line <= file.LineCount; line++)
        {
            var place = file.PlaceOfLine(line);
            var text = place.Text;
            if (text.Length == 0 || text[0] is '#' or ';')
                continue;
            if (text[0] == '[')
            {
                section = text.Trim('[', ']');
                if (section == "Service")
                    ServicePlace ??= place;
                continue;
            }
            // A backslash at the end joins the next line, with a space between.
            while (text.EndsWith('\\') && line < file.LineCount)
            {
                text = text[..^1] + " " + file.Line(++line).Trim();
                place = place.To(file.PlaceOfLine(line));
            }
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || section.Length == 0)
                Faults.Add(new(section.Length == 0 ? "a setting stands before the first section" : "neither a setting (Name=value) nor a section", place));
            else
                Add(file, section, text, equals, place);
        }
    }

    private void Add(SourceFile file, string section, string text, int equals, Place place)
    {
        var value = text[(equals + 1)..].Trim();
        var lead = text.Length - text[(equals + 1)..].TrimStart().Length;
        _settings.Add(new(section, text[..equals].TrimEnd(), new(value, file.At(place.Start + Math.Min(lead, place.Length), Math.Max(place.Length - lead, 0))), place));
    }
}

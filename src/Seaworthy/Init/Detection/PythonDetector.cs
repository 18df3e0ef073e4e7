using System.Text.RegularExpressions;
using Seaworthy.Deployment.Text;
using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>A server on Python.</summary>
internal sealed partial class PythonDetector(ProjectFiles files, Answers answers, Findings findings)
{
    private const string Newest = "3.13";

    private const int DefaultPort = 8000;

    private readonly Toml? _project = files.Find("pyproject.toml") is { } file ? new Toml(file) : null;

    /// <summary>Reads it.</summary>
    public void Read()
    {
        var (version, place) = FindVersion();
        findings.Found("runtime", $"Python {version}", place is null ? "a version that is still mended" : "asked for by the project", place);
        var table = _project?.Has("project") is false ? "tool.poetry" : "project";
        (findings.Name, findings.Version, findings.Description) = (_project?.Find(table, "name")?.Text, _project?.Find(table, "version")?.Text, _project?.Find(table, "description")?.Text);
        findings.License = _project?.Find(table, "license")?.Text;
        var installer = FindInstaller();
        var isPackage = installer != PythonInstaller.Requirements && _project?.Has("build-system") is true;
        var entry = new PythonEntry(files, _project, isPackage).Find(answers, findings);
        TransportReader.Read(files.Of(".py"), entry?.Sources ?? [], answers, findings);
        if (findings is { Transport: Transport.Http, Port: null, ReadsPort: false } && answers.UpstreamPort is null)
        {
            findings.Port = DefaultPort;
            findings.Found("port", "8000", "the default of FastMCP and uvicorn; --upstream-port when it is another");
        }
        if (entry is null)
            return;
        var image = $"python:{version}-slim-bookworm";
        findings.Project = new PythonProject
        {
            Installer = installer,
            IsPackage = isPackage,
            SourceFolder = !isPackage && entry.Sources.Any(source => source.Path.StartsWith("src/", StringComparison.Ordinal)) ? "src" : null,
            Manifests = installer switch
            {
                PythonInstaller.Requirements => ["requirements.txt"],
                PythonInstaller.Uv => ["pyproject.toml", "uv.lock"],
                PythonInstaller.Poetry => ["pyproject.toml", "poetry.lock"],
                _ => [],
            },
            BuildImage = answers.BuildImage ?? image,
            BaseImage = answers.BaseImage ?? image,
            Command = [.. PythonEntry.Command(entry.File), .. answers.Arguments ?? entry.Arguments],
        };
    }

    private PythonInstaller FindInstaller()
    {
        var (installer, name, why) = files.Has("uv.lock") ? (PythonInstaller.Uv, "uv", "uv.lock")
            : files.Has("poetry.lock") ? (PythonInstaller.Poetry, "poetry", "poetry.lock")
            : files.Has("requirements.txt") ? (PythonInstaller.Requirements, "pip", "requirements.txt")
            : (PythonInstaller.Pip, "pip", files.First("pyproject.toml", "setup.py"));
        if (installer == PythonInstaller.Pip)
            findings.Found("packages", name, "no lock file: commit uv.lock or a requirements.txt with versions, or each build may get other packages");
        else
            findings.Found("packages", name, why!, new SourceFile(why!, "").Start);
        return installer;
    }

    private (string Version, Place? Place) FindVersion()
    {
        if (files.Find(".python-version") is { } file && Number().Match(file.Text) is { Success: true } pinned)
            return (pinned.Value, file.Start);
        if ((_project?.Find("project", "requires-python") ?? _project?.Find("tool.poetry.dependencies", "python")) is not { } wanted || Number().Match(wanted.Text) is not { Success: true } least)
            return (Newest, null);
        // A range without an upper end is met by the newest; anything else by its first number.
        var isOpen = wanted.Text.Contains('>', StringComparison.Ordinal) && !wanted.Text.Contains('<', StringComparison.Ordinal);
        return (isOpen && string.CompareOrdinal(least.Value.PadLeft(5), Newest.PadLeft(5)) < 0 ? Newest : least.Value, wanted.Place);
    }

    [GeneratedRegex(@"3\.[1-9][0-9]?")]
    private static partial Regex Number();
}

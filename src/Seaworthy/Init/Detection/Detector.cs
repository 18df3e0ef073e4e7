using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>Looks at a server's files and says what they are.</summary>
internal static class Detector
{
    /// <summary>What was found, with what was said taken for granted.</summary>
    public static Findings Detect(ProjectFiles files, Answers answers)
    {
        var findings = new Findings();
        var languages = answers.Language is { } said ? [said] : Languages(files).Distinct().ToArray();
        if (languages.Length == 1)
        {
            Read(languages[0], files, answers, findings);
            return findings;
        }
        var names = languages.Length == 0 ? LanguageNames.All : languages.Select(LanguageNames.Of).ToArray();
        findings.Missing("--runtime", "What does the server run on?", languages.Length == 0
            ? "there is no package.json, pyproject.toml, requirements.txt, project of .NET, go.mod or Cargo.toml"
            : $"there are several: {string.Join(", ", Markers(files).Select(marker => marker.File))}", names);
        return findings;
    }

    private static void Read(Language language, ProjectFiles files, Answers answers, Findings findings)
    {
        switch (language)
        {
            case Language.Node:
                new NodeDetector(files, answers, findings).Read();
                break;
            case Language.Python:
                new PythonDetector(files, answers, findings).Read();
                break;
            case Language.DotNet:
                new DotNetDetector(files, answers, findings).Read();
                break;
            case Language.Go:
                new GoDetector(files, answers, findings).Read();
                break;
            default:
                new RustDetector(files, answers, findings).Read();
                break;
        }
    }

    private static IEnumerable<Language> Languages(ProjectFiles files) => Markers(files).Select(marker => marker.Language);

    private static IEnumerable<(Language Language, string File)> Markers(ProjectFiles files)
    {
        foreach (var (language, names) in LanguageNames.Markers)
        {
            foreach (var name in names.Where(files.Has))
                yield return (language, name);
        }
        foreach (var project in files.Of(".csproj"))
            yield return (Language.DotNet, project.Path);
    }
}

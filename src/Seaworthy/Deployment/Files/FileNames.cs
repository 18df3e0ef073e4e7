namespace Seaworthy.Deployment.Files;

/// <summary>Tells what a file is by its name, as the tools that read it do.</summary>
internal static class FileNames
{
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        "node_modules", "bin", "obj", "vendor", "venv", "__pycache__", "site-packages", "artifacts", "coverage", "target", "TestResults",
    };

    private static readonly HashSet<string> Sources = new(StringComparer.OrdinalIgnoreCase)
    {
        ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".cs", ".py",
    };

    // Dockerfile.cs is about Dockerfiles; Dockerfile.alpine is one.
    private static readonly HashSet<string> NoDockerfiles = new(StringComparer.OrdinalIgnoreCase)
    {
        ".cs", ".js", ".ts", ".py", ".go", ".rs", ".java", ".rb", ".php", ".md", ".txt", ".json", ".yaml", ".yml", ".sh", ".j2", ".tmpl", ".tpl", ".template", ".html", ".bak", ".orig",
    };

    /// <summary>What a file is.</summary>
    public static FileKind KindOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var lower = name.ToLowerInvariant();
        var extension = Path.GetExtension(lower);
        if (IsForDevelopment(lower))
            return FileKind.Other;
        if (IsDockerfile(lower))
            return FileKind.Dockerfile;
        if (extension is ".yaml" or ".yml")
            return YamlKind(lower);
        return lower switch
        {
            "package.json" => FileKind.Package,
            ".env" => FileKind.Environment,
            _ when lower.EndsWith(".env", StringComparison.Ordinal) || lower.StartsWith(".env.", StringComparison.Ordinal) => FileKind.Environment,
            _ when lower.StartsWith("appsettings", StringComparison.Ordinal) && extension == ".json" => FileKind.AppSettings,
            _ when extension == ".csproj" => FileKind.Project,
            _ when extension is ".props" or ".targets" => FileKind.BuildSettings,
            _ when extension == ".service" || (extension == ".conf" && path.Contains(".service.d/", StringComparison.Ordinal)) => FileKind.Unit,
            _ when Sources.Contains(extension) && !lower.EndsWith(".d.ts", StringComparison.Ordinal) && !lower.EndsWith(".min.js", StringComparison.Ordinal) => FileKind.Source,
            _ when extension is ".conf" && (lower.Contains("nginx", StringComparison.Ordinal) || path.Contains("nginx", StringComparison.OrdinalIgnoreCase) || path.Contains("conf.d/", StringComparison.Ordinal)) => FileKind.Nginx,
            _ when extension is ".sh" or ".bash" || (extension.Length == 0 && lower.Contains("entrypoint", StringComparison.Ordinal)) => FileKind.Script,
            _ => FileKind.Other,
        };
    }

    /// <summary>Whether a folder holds what others made: dependencies, build output, the history.</summary>
    public static bool IsSkippedFolder(string name) => Skipped.Contains(name) || (name.StartsWith('.') && name is not ("." or ".." or ".docker" or ".deploy" or ".k8s" or ".kube"));

    /// <summary>Whether a folder of a path holds deployments of tests.</summary>
    public static bool IsInTests(string path) => path.Split('/').SkipLast(1)
        .Any(part => part.ToLowerInvariant() is "test" or "tests" or "__tests__" or "testdata" or "e2e" or "fixtures");

    /// <summary>Whether a path is of tests, whose servers are nobody's production.</summary>
    public static bool IsTest(string path)
    {
        var parts = path.ToLowerInvariant().Split('/');
        return parts.SkipLast(1).Any(part => part is "test" or "tests" or "__tests__" or "spec" or "e2e" or "fixtures" or "examples" || part.EndsWith(".tests", StringComparison.Ordinal))
            || parts[^1].Contains(".test.", StringComparison.Ordinal) || parts[^1].Contains(".spec.", StringComparison.Ordinal)
            || parts[^1].StartsWith("test_", StringComparison.Ordinal);
    }

    /// <summary>Dockerfile.dev, docker-compose.test.yml and their like, by which nobody deploys.</summary>
    private static bool IsForDevelopment(string name) => (IsDockerfile(name) || name.Contains("compose", StringComparison.Ordinal))
        && name.Split('.', '-', '_').Any(part => part is "dev" or "develop" or "development" or "test" or "tests" or "testing" or "e2e" or "ci" or "debug" or "devcontainer" or "local");

    private static bool IsDockerfile(string name) =>
        !name.EndsWith(".dockerignore", StringComparison.Ordinal) && !NoDockerfiles.Contains(Path.GetExtension(name))
        && (name is "dockerfile" or "containerfile"
            || name.StartsWith("dockerfile.", StringComparison.Ordinal) || name.StartsWith("containerfile.", StringComparison.Ordinal)
            || name.EndsWith(".dockerfile", StringComparison.Ordinal) || name.EndsWith(".containerfile", StringComparison.Ordinal));

    private static FileKind YamlKind(string name)
    {
        var stem = name[..name.LastIndexOf('.')];
        if (stem is "kustomization")
            return FileKind.Kustomization;
        return stem is "compose" or "docker-compose" || stem.StartsWith("compose.", StringComparison.Ordinal) || stem.StartsWith("compose-", StringComparison.Ordinal)
            || stem.StartsWith("docker-compose.", StringComparison.Ordinal) || stem.StartsWith("docker-compose-", StringComparison.Ordinal)
            || stem.EndsWith("docker-compose", StringComparison.Ordinal) || stem.EndsWith(".compose", StringComparison.Ordinal)
            ? FileKind.Compose : FileKind.Yaml;
    }
}

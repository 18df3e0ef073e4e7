using System.Text.RegularExpressions;
using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>A server in Rust.</summary>
internal sealed partial class RustDetector(ProjectFiles files, Answers answers, Findings findings)
{
    private const string Newest = "1.90";

    /// <summary>Reads it.</summary>
    public void Read()
    {
        var manifest = files.Find("Cargo.toml");
        var toml = manifest is null ? null : new Toml(manifest);
        var wanted = toml?.Find("package", "rust-version");
        findings.Found("runtime", "Rust", wanted is null ? "Cargo.toml" : $"{wanted.Text} or newer", wanted?.Place ?? manifest?.Start);
        (findings.Name, findings.Version, findings.Description) = (toml?.Find("package", "name")?.Text, toml?.Find("package", "version")?.Text, toml?.Find("package", "description")?.Text);
        findings.License = toml?.Find("package", "license")?.Text;
        var program = FindBinary(toml);
        CompiledTransport.Read(files.Of(".rs"), RustStdio(), RustHttp(), answers, findings);
        if (program is not var (binary, main))
            return;
        findings.Project = new RustProject
        {
            Binary = binary,
            MainFile = main,
            IsLocked = files.Has("Cargo.lock"),
            BuildImage = answers.BuildImage ?? $"rust:{Newest}-slim-bookworm",
            BaseImage = answers.BaseImage ?? "gcr.io/distroless/cc-debian12:nonroot",
            Command = [RustProject.Program, .. answers.Arguments ?? []],
        };
    }

    private (string Binary, string Main)? FindBinary(Toml? toml)
    {
        var named = (toml?.All("bin") ?? []).Where(entry => entry.Key == "name").Select(entry => (entry.Value.Text, Main: toml!.Find("bin", "path")?.Text ?? "src/main.rs", entry.Value.Place)).ToArray();
        var others = files.Of(".rs").Where(file => file.Folder == "src/bin").Select(file => (Text: Path.GetFileNameWithoutExtension(file.Name), Main: file.Path, Place: file.Start));
        var all = named.Concat(others).ToList();
        if (files.Has("src/main.rs") && named.Length == 0 && toml?.Find("package", "name") is { } package)
            all.Insert(0, (package.Text, "src/main.rs", package.Place));
        if (answers.Entry is { } said)
            all.RemoveAll(program => program.Text != said);
        if (all is [var only])
        {
            findings.Found("entry", only.Text, "the program that cargo makes", only.Place);
            return (only.Text, only.Main);
        }
        findings.Missing("--entry", "Which program is the server?", all.Count == 0 ? "Cargo.toml makes no program of that name" : "Cargo.toml makes several programs", [.. all.Select(program => program.Text)]);
        return null;
    }

    [GeneratedRegex(@"\bstdio\s*\(\s*\)|transport::(?:io::)?stdio|transport-io")]
    private static partial Regex RustStdio();

    [GeneratedRegex(@"StreamableHttpService|transport::streamable_http_server|StreamableHttpServerConfig")]
    private static partial Regex RustHttp();
}

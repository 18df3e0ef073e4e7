using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>How languages are called, and the files by which they are known.</summary>
internal static class LanguageNames
{
    /// <summary>As <c>--runtime</c> takes them.</summary>
    public static readonly string[] All = ["node", "python", "dotnet", "go", "rust"];

    /// <summary>The files that only projects of a language have, in the order of weight.</summary>
    public static readonly (Language Language, string[] Files)[] Markers =
    [
        (Language.Node, ["package.json"]),
        (Language.Python, ["pyproject.toml", "requirements.txt", "setup.py"]),
        (Language.Go, ["go.mod"]),
        (Language.Rust, ["Cargo.toml"]),
    ];

    /// <summary>The name of a language.</summary>
    public static string Of(Language language) => All[(int)language];
}

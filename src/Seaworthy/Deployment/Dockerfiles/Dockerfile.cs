using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Dockerfiles;

/// <summary>A Dockerfile taken apart.</summary>
/// <param name="File">The file.</param>
/// <param name="Escape">The escape letter.</param>
/// <param name="Globals">The ARG instructions before the first FROM.</param>
/// <param name="Stages">The stages, in their order.</param>
/// <param name="Faults">What no builder would take, with its place.</param>
internal sealed record Dockerfile(
    SourceFile File, char Escape, IReadOnlyList<Instruction> Globals, IReadOnlyList<Stage> Stages, IReadOnlyList<Located> Faults)
{
    /// <summary>The stage that a build makes: of that name or number, else the last.</summary>
    public Stage? Target(string? name) => name is null
        ? Stages.Count > 0 ? Stages[^1] : null
        : Stages.LastOrDefault(stage => Names(stage, name));

    /// <summary>Whether a name or number means a stage.</summary>
    public static bool Names(Stage stage, string name) =>
        string.Equals(stage.Name?.Text, name, StringComparison.OrdinalIgnoreCase)
        || stage.Index.ToString(System.Globalization.CultureInfo.InvariantCulture) == name;
}

namespace Seaworthy.Init.Quoting;

/// <summary>Values in a Compose file: YAML in which <c>$</c> is a variable, and <c>$$</c> is <c>$</c>.</summary>
internal sealed class ComposeQuoting : IQuoting
{
    public static string Quote(string value) => YamlQuoting.Quote(Plain(value));

    public static string Quote(IReadOnlyList<string> words) => YamlQuoting.Quote([.. words.Select(Plain)]);

    public static string Quote(Assignment assignment) => YamlQuoting.Quote(assignment with { Value = Plain(assignment.Value) });

    private static string Plain(string value) => value.Replace("$", "$$", StringComparison.Ordinal);
}

namespace Seaworthy.Commands.Parsing;

/// <summary>Arguments as a person would type them.</summary>
internal static class Shell
{
    private const string Plain = "-_./:=@%+,";

    /// <summary>The argument, in single quotes when a shell would take it apart.</summary>
    public static string Quote(string argument) => argument.Length > 0 && argument.All(IsPlain)
        ? argument
        : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal);
}

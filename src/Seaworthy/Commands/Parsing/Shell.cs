namespace Seaworthy.Commands.Parsing;

/// <summary>Arguments as a person would type them.</summary>
internal static class Shell
{
    private const string Plain = "-_./:=@%+,";

    /// <summary>The argument, in single quotes when a shell would take it apart.</summary>
    public static string Quote(string argument) => argument.Length > 0 && argument.All(c => char.IsLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
        ? argument
        : $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}

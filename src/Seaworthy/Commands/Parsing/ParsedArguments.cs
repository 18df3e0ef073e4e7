namespace Seaworthy.Commands.Parsing;

/// <summary>A command line taken apart. Values are still text.</summary>
/// <param name="Verb">The verb, or null when none was typed.</param>
/// <param name="WantsHelp">Whether help was asked for.</param>
/// <param name="WantsVersion">Whether <c>--version</c> was typed in place of a verb.</param>
/// <param name="Values">The values that options were given, by option name; of a flag, its own name.</param>
/// <param name="AfterDashes">What stands behind <c>--</c>; null when there is no <c>--</c>.</param>
/// <param name="CommandWithoutDashes">Whether there is a command that should stand behind <c>--</c> and does not.</param>
/// <param name="Errors">What cannot be understood.</param>
internal sealed record ParsedArguments(
    Verb? Verb, bool WantsHelp, bool WantsVersion, IReadOnlyDictionary<string, IReadOnlyList<string>> Values,
    IReadOnlyList<string>? AfterDashes, bool CommandWithoutDashes, IReadOnlyList<string> Errors)
{
    /// <summary>The words that are no options, of a verb that takes some.</summary>
    public IReadOnlyList<string> Operands { get; init; } = [];
}

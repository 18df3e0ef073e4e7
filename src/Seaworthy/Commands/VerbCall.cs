using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Contract;

namespace Seaworthy.Commands;

/// <summary>One invocation of a verb.</summary>
/// <param name="Arguments">What was typed.</param>
/// <param name="Facts">The surroundings.</param>
/// <param name="Output">For what was asked for.</param>
/// <param name="Error">For everything else.</param>
internal sealed record VerbCall(ParsedArguments Arguments, HostFacts Facts, TextWriter Output, TextWriter Error)
{
    /// <summary>Says everything that is wrong with the command line; the exit code.</summary>
    public int Refuse(IReadOnlyCollection<string> errors)
    {
        foreach (var error in errors)
            Error.WriteLine($"seaworthy: {error}");
        var verb = Arguments.Verb is { } known ? $" {known.Name}" : "";
        var outcome = Arguments.Verb is { TakesCommand: true } ? "Nothing was started. " : "";
        Error.WriteLine($"seaworthy: {outcome}See seaworthy{verb} --help.");
        return ExitCode.Usage;
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;

namespace Seaworthy.Commands.Parsing;

/// <summary>
/// Takes a command line apart with System.CommandLine, which knows <c>--name value</c>, <c>--name=value</c> and verbs.
/// Everything that it would say to people is said here instead, and all of it at once.
/// </summary>
internal sealed class ArgumentParser(IReadOnlyList<Verb> verbs)
{
    private const string Program = "seaworthy";

    // No response files (@file): an argument that starts with @ is a value like any other. No bundling: all names are long.
    private static readonly ParserConfiguration Configuration = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <summary>Takes <paramref name="args"/> apart.</summary>
    public ParsedArguments Parse(IReadOnlyList<string> args)
    {
        // What stands behind -- belongs to the worker and is never looked at.
        var dashes = args.Index().FirstOrDefault(arg => arg.Item == "--", (Index: -1, Item: "")).Index;
        var own = dashes < 0 ? args : [.. args.Take(dashes)];
        var afterDashes = dashes < 0 ? null : args.Skip(dashes + 1).ToArray();
        var help = new Option<bool>("--help", "-h", "-?") { Recursive = true };
        var version = new Option<bool>("--version");
        var root = new Command(Program) { help, version };
        root.TreatUnmatchedTokensAsErrors = false;
        foreach (var described in verbs)
            root.Add(Describe(described));

        var parsed = root.Parse(own, Configuration);
        var verb = verbs.FirstOrDefault(candidate => candidate.Name == parsed.CommandResult.Command.Name);
        var errors = new List<string>();
        var values = verb is null ? [] : ReadValues(verb, parsed, errors);
        var operands = verb is { TakesOperands: true } ? parsed.UnmatchedTokens.Where(token => !StrayArguments.IsOption(token)).ToArray() : [];
        var strays = new StrayArguments(verbs, verb, own, [.. parsed.UnmatchedTokens.Except(operands)], afterDashes);
        errors.AddRange(strays.Explain());
        return new(verb, parsed.GetValue(help), parsed.GetValue(version), values,
            afterDashes, strays.HoldCommand, errors)
        { Operands = operands };
    }

    private static Command Describe(Verb verb)
    {
        var command = new Command(verb.Name) { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in verb.Options)
        {
            // Any number, so that a missing or a second value is refused in our words.
            command.Add(new Option<string[]>(option.Name) { Arity = option.IsFlag ? ArgumentArity.Zero : ArgumentArity.ZeroOrMore });
        }
        return command;
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadValues(Verb verb, ParseResult parsed, List<string> errors)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var option in verb.Options)
        {
            if (parsed.GetResult(option.Name) is not OptionResult { Implicit: false } given)
                continue;
            if (option.IsFlag)
                values[option.Name] = [option.Name];
            else if (given.Tokens.Count < given.IdentifierTokenCount)
                errors.Add($"{option.Name} needs a value. Accepted: {option.Accepted}.");
            else if (given.Tokens.Count > 1 && !option.IsRepeatable)
                errors.Add($"{option.Name} is given {given.Tokens.Count} times. Give it once.");
            else
                values[option.Name] = [.. given.Tokens.Select(token => token.Value)];
        }
        return values;
    }
}

using Seaworthy.Hosting.Settings;
namespace Seaworthy.Commands.Parsing;

/// <summary>The arguments that mean nothing, and what was probably meant.</summary>
internal sealed class StrayArguments
{
    private readonly IReadOnlyList<Verb> _verbs;
    private readonly Verb? _verb;
    private readonly IReadOnlyList<string> _args;
    private readonly IReadOnlyList<string> _strays;
    private readonly IReadOnlyList<string>? _afterDashes;
    private readonly int _command;

    /// <summary>Looks at what is left of <paramref name="args"/> once the options of the verb are taken out.</summary>
    public StrayArguments(
        IReadOnlyList<Verb> verbs, Verb? verb, IReadOnlyList<string> args, IReadOnlyList<string> strays, IReadOnlyList<string>? afterDashes)
    {
        (_verbs, _verb, _args, _strays, _afterDashes) = (verbs, verb, args, strays, afterDashes);
        _command = verb is { TakesCommand: true } && afterDashes is null ? StartOfCommand(verb) : args.Count;
    }

    /// <summary>Whether a command stands among them.</summary>
    public bool HoldCommand => _command < _args.Count;

    /// <summary>One sentence or more for each mistake.</summary>
    public IEnumerable<string> Explain()
    {
        if (_verb is null)
            return _strays.Count > 0 ? [UnknownVerb(_strays[0])] : MissingVerb();
        // Options behind the first word of a command are probably the command's own.
        var errors = _strays.Where(stray => IsOption(stray) && _args.Take(_command).Contains(stray)).Select(UnknownOption).ToList();
        if (HoldCommand)
            errors.Add(MissingDashes());
        else
            errors.AddRange(_strays.Index().Where(stray => IsWord(stray.Index)).Select(stray => StrayWord(stray.Item)));
        if (_afterDashes is not null && !_verb.TakesCommand)
            errors.Add($"seaworthy {_verb.Name} takes no command after --.");
        return errors;
    }

    /// <summary>Whether a word is meant as an option; a lone dash means standard input.</summary>
    public static bool IsOption(string text) => text.Length > 1 && text[0] == '-';

    private static bool TakesNext(string text) => IsOption(text) && !text.Contains('=', StringComparison.Ordinal);

    private static bool IsFlag(Verb verb, string text) => verb.Options.Any(option => option.IsFlag && option.Name == text);

    private static string? DidYouMean(string typed, IEnumerable<string> candidates) =>
        Nearest.To(typed, candidates) is { } nearest ? $" Did you mean {nearest}?" : null;

    private static string RunLine(IEnumerable<string> command) => $"seaworthy run -- {string.Join(' ', command.Select(Shell.Quote))}";

    private string UnknownVerb(string stray)
    {
        if (IsOption(stray))
            return $"{UsageText.Printable(stray)} is not an option of seaworthy. Options of a command come after its name.";
        var hint = DidYouMean(stray, _verbs.Select(verb => verb.Name)) ?? $" To run a server: {RunLine(_args)}";
        return $"{UsageText.Quote(stray)} is not a command of seaworthy.{hint}";
    }

    private string[] MissingVerb() => _afterDashes is null ? [] : [$"The command is missing before --. Type: {RunLine(_afterDashes)}"];

    private string UnknownOption(string stray)
    {
        var name = stray.Split('=', ':')[0];
        var hint = DidYouMean(name, _verb!.Options.Select(option => option.Name));
        return $"{UsageText.Printable(name)} is not an option of seaworthy {_verb.Name}.{hint}";
    }

    private string StrayWord(string stray) => _afterDashes is not null
        ? $"{UsageText.Quote(stray)} stands before --, where only options of seaworthy {_verb!.Name} belong."
        : $"{UsageText.Quote(stray)} is not understood: seaworthy {_verb!.Name} takes only options.";

    private string MissingDashes()
    {
        var typed = _args.Take(_command).Append("--").Concat(_args.Skip(_command)).Select(Shell.Quote);
        return $"The command must come after --. Type: seaworthy {string.Join(' ', typed)}";
    }

    /// <summary>A stray is a word when it is neither an option nor, behind an unknown option, its value.</summary>
    private bool IsWord(int stray) => !IsOption(_strays[stray]) && (stray == 0 || !TakesNext(_strays[stray - 1]));

    /// <summary>Where the first word behind the verb stands that is no option's value.</summary>
    private int StartOfCommand(Verb verb)
    {
        var index = _args.Index().First(arg => arg.Item == verb.Name).Index + 1;
        while (index < _args.Count && IsOption(_args[index]))
            index += TakesNext(_args[index]) && !IsFlag(verb, _args[index]) && index + 1 < _args.Count && !IsOption(_args[index + 1]) ? 2 : 1;
        return index;
    }
}

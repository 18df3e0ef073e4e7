namespace Seaworthy.Commands.Parsing;

/// <summary>The arguments that mean nothing, and what was probably meant.</summary>
internal sealed class StrayArguments
{
    private readonly IReadOnlyList<Verb> _verbs;
    private readonly Verb? _verb;
    private readonly IReadOnlyList<string> _args;
    private readonly IReadOnlyList<string> _strays;
    private readonly bool _hasDashes;
    private readonly int _command;

    /// <summary>Looks at what is left of <paramref name="args"/> once the options of the verb are taken out.</summary>
    public StrayArguments(IReadOnlyList<Verb> verbs, Verb? verb, IReadOnlyList<string> args, IReadOnlyList<string> strays, bool hasDashes)
    {
        (_verbs, _verb, _args, _strays, _hasDashes) = (verbs, verb, args, strays, hasDashes);
        // Without -- the words are the worker's command; options behind its first word are then probably its own.
        _command = verb is { TakesCommand: true } && !hasDashes ? Enumerable.Range(0, strays.Count).FirstOrDefault(IsWord, -1) : -1;
    }

    /// <summary>Whether a command stands among them.</summary>
    public bool HoldCommand => _command >= 0;

    /// <summary>One sentence or more for each mistake.</summary>
    public IEnumerable<string> Explain()
    {
        if (_verb is null)
            return _strays.Count > 0 ? [UnknownVerb(_strays[0])] : [];
        var errors = _strays.Take(HoldCommand ? _command : _strays.Count).Where(IsOption).Select(UnknownOption).ToList();
        if (HoldCommand)
            errors.Add(MissingDashes(Position(_command)));
        else
            errors.AddRange(_strays.Index().Where(stray => IsWord(stray.Index)).Select(stray => StrayWord(stray.Item)));
        return errors;
    }

    private static bool IsOption(string text) => text.Length > 1 && text[0] == '-';

    private static string DidYouMean(string typed, IEnumerable<string> candidates) =>
        Nearest.To(typed, candidates) is { } nearest ? $" Did you mean {nearest}?" : "";

    private string UnknownVerb(string stray) => IsOption(stray)
        ? $"{UsageText.Printable(stray)} is not an option of seaworthy. Options of a command stand behind its name."
        : $"{UsageText.Quote(stray)} is not a command of seaworthy.{DidYouMean(stray, _verbs.Select(verb => verb.Name))}";

    private string UnknownOption(string stray)
    {
        var name = stray.Split('=', ':')[0];
        return $"{UsageText.Printable(name)} is not an option of seaworthy {_verb!.Name}.{DidYouMean(name, _verb.Options.Select(option => option.Name))}";
    }

    private string StrayWord(string stray) => _hasDashes
        ? $"{UsageText.Quote(stray)} stands before --, where only options of seaworthy {_verb!.Name} stand."
        : $"{UsageText.Quote(stray)} is not understood: seaworthy {_verb!.Name} takes only options.";

    private string MissingDashes(int command)
    {
        var typed = _args.Take(command).Append("--").Concat(_args.Skip(command)).Select(Shell.Quote);
        return $"The command must stand behind --. Type: seaworthy {string.Join(' ', typed)}";
    }

    /// <summary>A stray is a word when it is neither an option nor, behind an unknown option, its value.</summary>
    private bool IsWord(int stray) => !IsOption(_strays[stray])
        && !(stray > 0 && IsOption(_strays[stray - 1]) && !_strays[stray - 1].Contains('=', StringComparison.Ordinal));

    /// <summary>Where a stray stands in the arguments. Strays keep their order; equal words are told apart by it.</summary>
    private int Position(int stray)
    {
        var position = _args.Count;
        for (var index = _strays.Count - 1; index >= stray; index--)
            position = _args.Take(position).ToList().LastIndexOf(_strays[index]);
        return position;
    }
}

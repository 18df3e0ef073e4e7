using Seaworthy.Commands.Checking;
using Seaworthy.Commands.Health;
using Seaworthy.Commands.Help;
using Seaworthy.Commands.Initialising;
using Seaworthy.Commands.Parsing;

namespace Seaworthy.Commands;

/// <summary>The program's entry: finds the verb and lets it act.</summary>
internal static class CommandLine
{
    /// <summary>Acts on a command line; <paramref name="run"/> is what <c>run</c> hands over to.</summary>
    public static Task<int> RunAsync(string[] args, RunHandler run) =>
        RunAsync(args, run, HostFacts.Detect(), Console.Out, Console.Error);

    /// <summary>The same with surroundings of one's own.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> args, RunHandler run, HostFacts facts, TextWriter output, TextWriter error)
    {
        var verbs = Verbs(run);
        var arguments = new ArgumentParser(verbs).Parse(args is ["help", ..] ? [.. args.Skip(1), "--help"] : args);
        var call = new VerbCall(arguments, facts, output, error);
        if (arguments is { Verb: { } described, WantsHelp: true })
            HelpPage.Write(described, output);
        else if (arguments is { Verb: null, WantsVersion: true })
            return new VersionVerb().ExecuteAsync(call);
        else if (arguments.Verb is { } verb)
            return verb.ExecuteAsync(call);
        else if (arguments is { WantsHelp: false, Errors.Count: > 0 })
            return Task.FromResult(call.Refuse(arguments.Errors));
        else
            OverviewPage.Write(verbs, output);
        return Task.FromResult(0);
    }

    /// <summary>Every verb, in the order of the overview.</summary>
    public static IReadOnlyList<Verb> Verbs(RunHandler run) => [new RunVerb(run), new InitVerb(), new TrialVerb(), new CheckVerb(), new RulesVerb(), new ExplainVerb(), new HealthVerb(), new VersionVerb()];
}

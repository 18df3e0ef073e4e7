using Seaworthy.Init.Writing;

namespace Seaworthy.Commands.Initialising;

/// <summary>Options of the last run, which hold where the command line says nothing.</summary>
internal static class Memory
{
    /// <summary>The call with them; unknown ones, of another version of this program, are left out.</summary>
    public static VerbCall Recall(VerbCall call, Ledger ledger)
    {
        var values = call.Arguments.Values.ToDictionary(StringComparer.Ordinal);
        foreach (var group in ledger.Options.Where(entry => InitCatalogue.Options.Any(option => option.Name == entry.Option)).GroupBy(entry => entry.Option))
            values.TryAdd(group.Key, [.. group.Select(entry => entry.Value)]);
        return call with { Arguments = call.Arguments with { Values = values } };
    }

    /// <summary>Puts the options of a call in place of those of the last run, in the order of <c>--help</c>.</summary>
    public static void Remember(VerbCall call, Ledger ledger)
    {
        ledger.Options.Clear();
        foreach (var option in InitCatalogue.Options.Where(option => !InitCatalogue.IsPassing(option.Name)))
        {
            if (call.Arguments.Values.TryGetValue(option.Name, out var values))
                ledger.Options.AddRange(values.Select(value => (option.Name, value)));
        }
    }

    /// <summary>The call as if an option had been typed.</summary>
    public static VerbCall Answer(VerbCall call, string option, string value)
    {
        var values = call.Arguments.Values.ToDictionary(StringComparer.Ordinal);
        values[option] = [value];
        return call with { Arguments = call.Arguments with { Values = values } };
    }
}

using Seaworthy.Commands.Options;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Commands.Parsing;

/// <summary>Applies the options of a verb: the command line before the environment, the environment before the defaults.</summary>
internal static class OptionReader
{
    /// <summary>The settings; every value that is not accepted adds a sentence to <paramref name="errors"/>.</summary>
    public static TSettings Read<TSettings>(
        TSettings defaults, IEnumerable<OptionDescription<TSettings>> options, VerbCall call, List<string> errors)
        where TSettings : class
    {
        var settings = defaults;
        foreach (var option in options)
        {
            foreach (var (source, value) in FindAll(option, call))
            {
                if (option.Apply(settings, value) is { } changed)
                    settings = changed;
                else
                    errors.Add(UsageText.NotAccepted(source, value, option.Accepted));
            }
        }
        return settings;
    }

    /// <summary>Where the value of an option comes from, and the value; null when it keeps its default.</summary>
    public static (string Source, string Value)? Find(OptionDescription option, VerbCall call) =>
        FindAll(option, call) is [var first, ..] ? first : null;

    private static (string Source, string Value)[] FindAll(OptionDescription option, VerbCall call)
    {
        if (call.Arguments.Values.TryGetValue(option.Name, out var typed))
            return [.. typed.Select(value => (option.Name, value))];
        return option.Environment is { } variable && call.Facts.Variable(variable) is { } set ? [(variable, set)] : [];
    }
}

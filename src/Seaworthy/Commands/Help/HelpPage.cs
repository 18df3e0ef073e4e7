using Seaworthy.Commands.Options;

namespace Seaworthy.Commands.Help;

/// <summary>What <c>seaworthy VERB --help</c> prints: at most 100 columns, the important things first.</summary>
internal static class HelpPage
{
    private const int OptionColumn = 34;

    // Values that cannot be guessed from their name.
    private static readonly string[] Explained = ["DURATION", "SIZE", "DATE", "LEVEL"];

    /// <summary>Writes the page of a verb.</summary>
    public static void Write(Verb verb, TextWriter output)
    {
        var page = new HelpWriter(output);
        page.Paragraph(verb.Description);
        page.Heading("Usage");
        page.Line($"seaworthy {verb.Name} {verb.Usage}".TrimEnd());
        WriteExamples(verb.Examples, page);
        foreach (var section in verb.Options.GroupBy(option => option.Section).OrderBy(group => group.Key))
        {
            page.Heading(section.Key.ToString());
            foreach (var option in section)
                WriteOption(option, page);
        }
        page.Heading("Exit codes");
        foreach (var (code, meaning) in verb.ExitCodes)
            page.Columns($"{code}", meaning, 3);
        WriteNotes(verb, page);
    }

    /// <summary>Writes examples, each with its purpose above it.</summary>
    public static void WriteExamples(IReadOnlyList<Example> examples, HelpWriter page)
    {
        page.Heading("Examples");
        foreach (var example in examples)
        {
            page.Line($"# {example.Purpose}");
            page.Line(example.Line);
        }
    }

    private static void WriteOption(OptionDescription option, HelpWriter page)
    {
        page.Columns($"{option.Name} {option.ValueName}".TrimEnd(), option.Help + (option.IsRepeatable ? " May be given several times." : ""), OptionColumn);
        page.Columns(option.Environment is { } variable ? $"  {variable}" : "", $"Default: {option.DefaultText}", OptionColumn);
    }

    private static void WriteNotes(Verb verb, HelpWriter page)
    {
        if (!verb.Options.Any(option => option.Environment is not null))
            return;
        page.Heading("Values");
        page.Line("An option beats its variable, and a variable beats the default. An empty variable is an unset one.");
        foreach (var name in Explained)
        {
            if (verb.Options.Where(option => option.ValueName == name).MinBy(option => option.Accepted.Length) is { } option)
                page.Columns(name, option.Accepted, 10);
        }
    }
}

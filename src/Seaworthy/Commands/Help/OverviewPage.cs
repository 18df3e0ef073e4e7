namespace Seaworthy.Commands.Help;

/// <summary>What <c>seaworthy</c> alone prints.</summary>
internal static class OverviewPage
{
    private const int VerbColumn = 10;

    /// <summary>Writes the page.</summary>
    public static void Write(IReadOnlyList<Verb> verbs, TextWriter output)
    {
        var page = new HelpWriter(output);
        page.Paragraph("Takes an MCP server to production: health, limits, restarts, and a shutdown that loses no call.");
        page.Heading("Usage");
        page.Line("seaworthy COMMAND [options]");
        page.Heading("Commands");
        foreach (var verb in verbs)
            page.Columns(verb.Name, verb.Summary, VerbColumn);
        HelpPage.WriteExamples([.. verbs.Select(verb => verb.Examples[0])], page);
        page.Heading("More");
        page.Line("seaworthy COMMAND --help");
    }
}

using System.Globalization;
using System.Text;
using Seaworthy.Commands.Options;

namespace Seaworthy.Tests.Commands;

/// <summary>docs/configuration.md, made from the option catalogue.</summary>
internal static class ConfigurationPage
{
    private const string Opening = """
        # Configuration

        Every option of `seaworthy run` is also an environment variable. An option beats its variable, and a variable beats the
        default; an empty variable is an unset one. A value that is not accepted ends the start with exit code 2 and a message that
        names the option or the variable, the value, and what is accepted. `SEAWORTHY_…` variables that are no setting are ignored
        with a warning, and values that look like Kubernetes service links (`tcp://…`) are ignored silently.

        "In a container" means: process 1, or one of `KUBERNETES_SERVICE_HOST`, `container`, `DOTNET_RUNNING_IN_CONTAINER` is set, or
        `/.dockerenv` exists.

        This page is generated from the options themselves.

        """;

    /// <summary>Writes the page.</summary>
    public static string Write(IEnumerable<OptionDescription> options)
    {
        var page = new StringBuilder(Opening);
        foreach (var section in options.GroupBy(option => option.Section).OrderBy(group => group.Key))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Key}\n\n");
            page.Append("| Option | Variable | Default | What it does | Accepted |\n|---|---|---|---|---|\n");
            foreach (var option in section)
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{option.Name}` | `{option.Environment}` | {DefaultOf(option)} ");
                page.Append(CultureInfo.InvariantCulture, $"| {Cell(option.Help)} | {Cell(option.Accepted)} |\n");
            }
        }
        return page.ToString();
    }

    private static string DefaultOf(OptionDescription option) => (option.Default, option.DefaultNote) switch
    {
        (null, var note) => Cell(note ?? "none"),
        (var value, null) => $"`{value}`",
        var (value, note) => $"`{value}`; {Cell(note)}",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}

using System.Text.RegularExpressions;
using Seaworthy.Commands.Options;
using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Settings;

namespace Seaworthy.Commands;

/// <summary>
/// Variables that look like settings and are none. They are not errors, because a cluster adds variables of its own
/// and an older version must start with the environment of a newer one; but a typo should not go unseen.
/// </summary>
internal static partial class UnknownVariables
{
    private const string Prefix = "SEAWORTHY_";

    // Set by a Seaworthy that runs this one as its worker.
    private const string WorkerMarker = "SEAWORTHY_WORKER";

    /// <summary>A sentence for each.</summary>
    public static IReadOnlyList<string> Explain(HostFacts facts, IEnumerable<OptionDescription> options)
    {
        var known = options.Select(option => option.Environment).OfType<string>().Append(WorkerMarker).ToArray();
        return
        [
            .. facts.Environment.Keys
                .Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !known.Contains(name, StringComparer.Ordinal))
                .Where(name => facts.Variable(name) is not null && !OfKubernetes().IsMatch(name))
                .Order(StringComparer.Ordinal)
                .Select(name => $"{UsageText.Printable(name)} is not a setting and is ignored.{Suggestion(name, known[..^1])}"),
        ];
    }

    private static string Suggestion(string name, string[] known)
    {
        if (name is "SEAWORTHY_PORT")
            return " Set PORT or SEAWORTHY_LISTEN.";
        return Nearest.To(name, known) is { } nearest ? $" Did you mean {nearest}?" : "";
    }

    /// <summary>What Kubernetes sets in every container for a service whose name starts with seaworthy.</summary>
    [GeneratedRegex("^SEAWORTHY_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)$")]
    private static partial Regex OfKubernetes();
}

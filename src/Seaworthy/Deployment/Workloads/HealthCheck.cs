using System.Buffers;
using Seaworthy.Deployment.Shell;
using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Deployment.Workloads;

/// <summary>A question that a platform asks a server: a command, an HTTP request or a connection.</summary>
/// <param name="Source">Who asks.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record HealthCheck(CheckSource Source, Place Place)
{
    private static readonly SearchValues<char> UrlEnds = SearchValues.Create("'\"`) ,");

    /// <summary>The name of its setting.</summary>
    public string Setting => Source switch
    {
        CheckSource.Image => "HEALTHCHECK",
        CheckSource.Compose => "healthcheck",
        CheckSource.Startup => "startupProbe",
        CheckSource.Readiness => "readinessProbe",
        _ => "livenessProbe",
    };

    /// <summary>The words of a command without a shell.</summary>
    public IReadOnlyList<Located>? Exec { get; init; }

    /// <summary>The text of a command for a shell.</summary>
    public Located? ShellCommandText { get; init; }

    /// <summary>The path of an HTTP request.</summary>
    public Located? Path { get; init; }

    /// <summary>The port of a request or a connection.</summary>
    public Node? Port { get; init; }

    /// <summary>Whether it is an HTTP request of the platform's own.</summary>
    public bool IsHttp { get; init; }

    /// <summary>How often.</summary>
    public Located? Interval { get; init; }

    /// <summary>How long an answer may take.</summary>
    public Located? Timeout { get; init; }

    /// <summary>How long failures do not count; <c>initialDelaySeconds</c> for a probe.</summary>
    public Located? StartPeriod { get; init; }

    /// <summary>How many failures count.</summary>
    public Located? Retries { get; init; }

    /// <summary>All settings of it, in Compose and Kubernetes.</summary>
    public MapNode? Map { get; init; }

    /// <summary>Whether it is a command in the container.</summary>
    public bool IsCommand => Exec is not null || ShellCommandText is not null;

    /// <summary>Whether a shell is needed: for the shell form, or because the command is one.</summary>
    public bool NeedsShell => ShellCommandText is not null || Exec is { Count: > 0 } words && ShellCommand.NameOf(words[0].Text) is "sh" or "bash" or "ash" or "dash";

    /// <summary>The simple commands, each as its words; a shell's text is looked into.</summary>
    public IReadOnlyList<IReadOnlyList<Located>> Commands
    {
        get
        {
            if (ShellCommandText is { } text)
                return Split(text);
            if (Exec is not { Count: > 0 } words)
                return [];
            return NeedsShell && words.Count > 2 && words[1].Text is ['-', .., 'c'] ? Split(words[2]) : [words];
        }
    }

    private static IReadOnlyList<IReadOnlyList<Located>> Split(Located text) =>
    [
        .. ShellText.Parse(text.Text).Where(command => command.Arguments.Count > 0).Select(command => (IReadOnlyList<Located>)
            [.. command.Arguments.Select(word => new Located(word.Text, Narrow(word.Text, text.Place)))]),
    ];

    private static Place Narrow(string word, Place text)
    {
        var found = word.Length == 0 ? -1 : text.Text.IndexOf(word, StringComparison.Ordinal);
        return found < 0 ? text : text.File.At(text.Start + found, word.Length);
    }

    /// <summary>The addresses that the commands ask.</summary>
    public IEnumerable<(Uri Url, Located Word)> Urls => Commands.SelectMany(words => words)
        .Select(word => (Url: ReadUrl(word.Text), Word: word)).Where(found => found.Url is not null).Select(found => (found.Url!, found.Word));

    private static Uri? ReadUrl(string word)
    {
        var start = word.IndexOf("http", StringComparison.Ordinal);
        if (start < 0)
            return null;
        // Inside a program's text, as in node -e "fetch('http://…')", it ends with the quote.
        var end = word.AsSpan(start).IndexOfAny(UrlEnds);
        var text = end < 0 ? word[start..] : word.Substring(start, end);
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
    }
}

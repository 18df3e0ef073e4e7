using Seaworthy.Commands.Options;
using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Settings;
using Seaworthy.Trial.Calls;
using Seaworthy.Trial.Mcp;
using Seaworthy.Trial.Scenarios;
using Seaworthy.Trial.Targets;

namespace Seaworthy.Commands;

/// <summary>The kinds of values that only <c>trial</c> takes.</summary>
internal static class TrialKinds
{
    /// <summary>A tool and its arguments.</summary>
    public static ValueKind<CallTemplate> Call { get; } = new("TOOL=JSON",
        "a tool, = and its arguments as a JSON object, in which {text} stands for a text of each call's own and {ms} or {seconds} for how long it " +
        """should take: 'echo={"message":"{text}"}' or 'sleep={"ms":{ms}}'""",
        (string text, out CallTemplate value) => (value = CallTemplate.Parse(text)!) is not null);

    /// <summary>A variable.</summary>
    public static ValueKind<KeyValuePair<string, string>> Variable { get; } = new("NAME=VALUE", "a name, = and a value: DATABASE_URL=postgres://localhost/db",
        (string text, out KeyValuePair<string, string> value) =>
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            value = equals > 0 ? new(text[..equals], text[(equals + 1)..]) : default;
            return equals > 0;
        });

    /// <summary>An image. What starts with a dash would be an option to docker.</summary>
    public static ValueKind<string> Image { get; } = new("IMAGE", "the name or the id of an image: product-server:1.0",
        (string text, out string value) => (value = text).Length > 0 && !text.StartsWith('-') && !text.Any(char.IsWhiteSpace));

    /// <summary>What starts an image.</summary>
    public static ValueKind<string> Engine { get; } = ValueKinds.Choice("NAME", ContainerEngine.Programs);

    /// <summary>The endpoint of a server on this machine.</summary>
    public static ValueKind<Uri> Url { get; } = new("URL", "http:// with a loopback address or localhost, a port and the path of the MCP endpoint: http://127.0.0.1:3000/mcp",
        (string text, out Uri value) => AddressKinds.Upstream.TryRead(text, out value!) && value.Scheme == Uri.UriSchemeHttp && value.IsLoopback && value.AbsolutePath != "/");

    /// <summary>A server to compare.</summary>
    public static ValueKind<ComparedServer> Compared { get; } = new("NAME=COMMAND", "a name, = and a command: 'express=node server.js'",
        (string text, out ComparedServer value) =>
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            value = new ComparedServer(equals > 0 ? text[..equals].Trim() : "", equals > 0 ? Shell.Split(text[(equals + 1)..]) ?? [] : []);
            return value.Name.Length > 0 && value.Command.Count > 0;
        });

    /// <summary>Scenarios.</summary>
    public static ValueKind<IReadOnlyList<string>> Scenarios { get; } = new("LIST",
        $"scenarios with commas between them: {string.Join(", ", ScenarioCatalogue.All.Select(scenario => scenario.Name))}",
        (string text, out IReadOnlyList<string> value) =>
        {
            value = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return value.Count > 0 && value.All(name => ScenarioCatalogue.Find(name) is not null);
        });

    /// <summary>A protocol revision that the trial speaks.</summary>
    public static ValueKind<string> Revision { get; } = ValueKinds.Choice("DATE", Revisions.All);

    /// <summary>How the verdicts are written.</summary>
    public static ValueKind<TrialFormat> Format { get; } = new("text|json", "text or json",
        (string text, out TrialFormat value) => Enum.TryParse(text, ignoreCase: true, out value) && !int.TryParse(text, out _));

    /// <summary>A file to write.</summary>
    public static ValueKind<string> NewFile { get; } = new("FILE", "a file in a folder that exists: trial.xml",
        (string text, out string value) => Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(value = text))));
}

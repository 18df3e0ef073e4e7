using System.Globalization;
using System.Text.RegularExpressions;
using Seaworthy.Commands.Parsing;
using Seaworthy.Hosting.Contract;
using Seaworthy.Hosting.Settings;
using Seaworthy.Init.Detection;
using Seaworthy.Init.Plans;

namespace Seaworthy.Commands.Initialising;

/// <summary>The kinds of values that answers of init have.</summary>
internal static partial class AnswerKinds
{
    /// <summary>What a server is written in.</summary>
    public static ValueKind<Language> Runtime { get; } = new("RUNTIME", "node, python, dotnet, go or rust", (string text, out Language value) =>
        (value = (Language)Array.IndexOf(LanguageNames.All, text)) >= 0);

    /// <summary>How it talks.</summary>
    public static ValueKind<Transport> Transport { get; } = new("stdio|http", "stdio or http", (string text, out Transport value) =>
        (value = text == "http" ? Init.Plans.Transport.Http : Init.Plans.Transport.Stdio) == Init.Plans.Transport.Http || text == "stdio");

    /// <summary>Whether it reads DATABASE_URL.</summary>
    public static ValueKind<DatabaseUse> Database { get; } = new("USE", "none, optional or required", (string text, out DatabaseUse value) =>
    {
        value = text switch { "optional" => DatabaseUse.Optional, "required" => DatabaseUse.Required, _ => DatabaseUse.None };
        return value != DatabaseUse.None || text == "none";
    });

    /// <summary>Where it is to run.</summary>
    public static ValueKind<Target> Targets { get; } = new("LIST", "docker, compose, kubernetes and systemd, with commas between them", (string text, out Target value) =>
    {
        value = Target.None;
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            // Not Enum.TryParse alone: it would take numbers.
            if (word.Length == 0 || !char.IsAsciiLetterLower(word[0]) || !Enum.TryParse<Target>(word, ignoreCase: true, out var target) || target is Target.None or Target.All)
                return false;
            value |= target;
        }
        return true;
    });

    /// <summary>A text of one line.</summary>
    public static ValueKind<string> Line(string name, string accepted) => new(name, accepted, (string text, out string value) =>
        (value = text).Length > 0 && !text.Any(char.IsControl));

    /// <summary>The words of a command line.</summary>
    public static ValueKind<IReadOnlyList<string>> Words { get; } = new("TEXT", "words as a shell reads them: 'stdio --verbose'", (string text, out IReadOnlyList<string> value) =>
    {
        value = Shell.Split(text) ?? [];
        return !text.Any(char.IsControl) && Shell.Split(text) is not null;
    });

    /// <summary>A name in Kubernetes.</summary>
    public static ValueKind<string> Label { get; } = new("NAME", "at most 50 small letters, digits and dashes that begin with a letter: word-server",
        (string text, out string value) => PlanRules.IsLabel(value = text));

    /// <summary>A user and a database of PostgreSQL.</summary>
    public static ValueKind<string> Account { get; } = new("NAME", "small letters, digits and underscores, a letter first: products",
        (string text, out string value) => AccountName().IsMatch(value = text));

    /// <summary>The name of a Dockerfile.</summary>
    public static ValueKind<string> FileName { get; } = new("FILE", "Dockerfile, or Dockerfile.NAME of letters, digits and dashes",
        (string text, out string value) => DockerfileName().IsMatch(value = text));

    /// <summary>A public name.</summary>
    public static ValueKind<string> Host { get; } = new("HOST", "a host name: mcp.example.com", (string text, out string value) =>
        HostName().IsMatch(value = text) && text.Length <= 253);

    /// <summary>A folder in a container.</summary>
    public static ValueKind<string> ContainerFolder { get; } = new("DIR", "an absolute path in the container, of letters, digits, dots, dashes and underscores: /data",
        (string text, out string value) => AbsolutePath().IsMatch(value = text));

    /// <summary>How much memory.</summary>
    public static ValueKind<long> Memory { get; } = new("SIZE", $"{SizeText.Accepted}; from 128MiB to 1TiB", (string text, out long value) =>
        SizeText.TryParse(text, out value) && value >= 128L << 20);

    /// <summary>A port.</summary>
    public static ValueKind<int> Port { get; } = new("PORT", "a port from 1024 to 65535, which do not need root", (string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 1024 and <= 65535);

    [GeneratedRegex(@"\A(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex HostName();

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,62}\z")]
    private static partial Regex AccountName();

    [GeneratedRegex(@"\ADockerfile(?:\.[A-Za-z0-9-]+)?\z")]
    private static partial Regex DockerfileName();

    [GeneratedRegex(@"\A(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\z")]
    private static partial Regex AbsolutePath();
}

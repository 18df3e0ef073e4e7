using Seaworthy.Hosting.Settings;

namespace Seaworthy.Commands.Options;

/// <summary>An option of a command whose settings are <typeparamref name="TSettings"/>.</summary>
internal sealed class OptionDescription<TSettings> : OptionDescription
    where TSettings : class
{
    /// <summary>Reads the value into the settings; null when it is not accepted.</summary>
    public required Func<TSettings, string, TSettings?> Apply { get; init; }

    /// <summary>Describes an option; the environment name follows from <paramref name="name"/>.</summary>
    public static OptionDescription<TSettings> Create<TValue>(
        OptionSection section, string name, ValueKind<TValue> kind, OptionDefault otherwise, string help,
        Func<TSettings, TValue, TSettings> set, bool inEnvironment = true, bool isRepeatable = false) => new()
        {
            Name = name,
            Environment = inEnvironment ? EnvironmentName(name) : null,
            ValueName = kind.Name,
            Accepted = kind.Accepted,
            Default = otherwise.Value,
            DefaultNote = otherwise.Note,
            Help = help,
            Section = section,
            IsRepeatable = isRepeatable,
            Apply = (settings, text) => kind.TryRead(text, out var value) ? set(settings, value) : default,
        };

    /// <summary>Describes an option without a value.</summary>
    /// <remarks>On the command line it stands alone; its variable, where it has one, says true or false.</remarks>
    public static OptionDescription<TSettings> CreateFlag(
        OptionSection section, string name, string help, Func<TSettings, TSettings> set, bool inEnvironment = false) => new()
        {
            Name = name,
            Environment = inEnvironment ? EnvironmentName(name) : null,
            ValueName = "",
            Accepted = inEnvironment ? "true or false" : "no value",
            Default = null,
            DefaultNote = "off",
            Help = help,
            Section = section,
            Apply = (settings, text) => !inEnvironment || text == name || text == "true" ? set(settings) : text == "false" ? settings : null,
        };

    private static string EnvironmentName(string name) => "SEAWORTHY_" + name[2..].Replace('-', '_').ToUpperInvariant();
}

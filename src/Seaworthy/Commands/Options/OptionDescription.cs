namespace Seaworthy.Commands.Options;

/// <summary>What people read about an option. Help, error messages and docs/configuration.md are made of it.</summary>
internal abstract class OptionDescription
{
    /// <summary>As it is typed: <c>--max-in-flight</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The same setting in the environment: <c>SEAWORTHY_MAX_IN_FLIGHT</c>; null when there is none.</summary>
    public string? Environment { get; init; }

    /// <summary>What stands for the value in a usage line.</summary>
    public required string ValueName { get; init; }

    /// <summary>Whether it stands alone, without a value.</summary>
    public bool IsFlag => ValueName.Length == 0;

    /// <summary>Ends the sentence "Accepted: …", without a full stop.</summary>
    public required string Accepted { get; init; }

    /// <summary>The value that is used when none is given, as one would type it; null when there is none.</summary>
    public required string? Default { get; init; }

    /// <summary>What the default depends on, or what having none means.</summary>
    public string? DefaultNote { get; init; }

    /// <summary>One sentence.</summary>
    public required string Help { get; init; }

    /// <summary>Whether it may be given several times.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>The heading it stands under.</summary>
    public required OptionSection Section { get; init; }

    /// <summary>The default and what it depends on, as people read it.</summary>
    public string DefaultText => (Default, DefaultNote) switch
    {
        (null, null) => "none",
        (null, var note) => note,
        (var value, null) => value,
        var (value, note) => $"{value}; {note}",
    };
}

namespace Seaworthy.Commands.Options;

/// <summary>What holds when an option is not given.</summary>
/// <param name="Value">As one would type it; null when there is no default value.</param>
/// <param name="Note">What it depends on, or what having none means.</param>
internal readonly record struct OptionDefault(string? Value, string? Note = null)
{
    /// <summary>A plain default.</summary>
    public static implicit operator OptionDefault(string value) => new(value);
}

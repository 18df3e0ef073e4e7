using System.Text.RegularExpressions;

namespace Seaworthy.Init.Quoting;

/// <summary>
/// A name of letters, digits and <c>. _ - / : @</c>: of an image, a host, a port, a quantity. No language of deployment files
/// reads anything into it where such a name is expected, so that it is written as it is.
/// </summary>
internal readonly partial record struct PlainName
{
    private PlainName(string value) => Value = value;

    /// <summary>The name.</summary>
    public string Value { get; }

    /// <summary>Takes a name; anything else was let through by a validation that has a hole.</summary>
    public static PlainName Of(string value) => Form().IsMatch(value) ? new(value) : throw new ArgumentException($"'{value}' is no plain name.", nameof(value));

    /// <summary>The name.</summary>
    public override string ToString() => Value;

    // No dash in front, which would be an option, and no second colon in a row or at the end, which YAML reads as a key.
    [GeneratedRegex(@"\A[A-Za-z0-9/](?:[A-Za-z0-9._/@-]|:(?=[A-Za-z0-9/]))*\z")]
    private static partial Regex Form();
}

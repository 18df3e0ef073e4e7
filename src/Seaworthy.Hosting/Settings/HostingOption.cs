using System.Text;

namespace Seaworthy.Hosting.Settings;

/// <summary>An option of the library, as configuration names it.</summary>
/// <param name="Name">The property of <see cref="SeaworthyOptions"/> and the key in the section.</param>
/// <param name="Kind">What a value looks like: DURATION, SIZE, N, LIST.</param>
/// <param name="Accepted">What an error says is accepted.</param>
/// <param name="Default">The default, for people.</param>
/// <param name="Description">What it does.</param>
/// <param name="Apply">Sets the value; false when the text is not accepted.</param>
internal sealed record HostingOption(
    string Name, string Kind, string Accepted, string Default, string Description, Func<SeaworthyOptions, string, bool> Apply)
{
    /// <summary>The environment variable: <c>ShutdownTimeout</c> is <c>SEAWORTHY_SHUTDOWN_TIMEOUT</c>.</summary>
    public string Variable { get; } = VariableOf(Name);

    /// <summary>An option of some kind of value.</summary>
    public static HostingOption Create<TValue>(
        string name, ValueKind<TValue> kind, string @default, string description, Action<SeaworthyOptions, TValue> set) =>
        new(name, kind.Name, kind.Accepted, @default, description, (options, text) =>
        {
            if (!kind.TryRead(text, out var value))
                return false;
            set(options, value);
            return true;
        });

    private static string VariableOf(string name)
    {
        var variable = new StringBuilder("SEAWORTHY");
        foreach (var letter in name)
        {
            if (char.IsUpper(letter))
                variable.Append('_');
            variable.Append(char.ToUpperInvariant(letter));
        }
        return variable.ToString();
    }
}

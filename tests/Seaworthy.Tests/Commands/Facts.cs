using Seaworthy.Commands;

namespace Seaworthy.Tests.Commands;

/// <summary>Surroundings to test in.</summary>
internal static class Facts
{
    /// <summary>A desk: no container, no variables.</summary>
    public static HostFacts Desk { get; } = With();

    /// <summary>A desk with variables.</summary>
    public static HostFacts With(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal), 4711, false, false);
}

using Seaworthy.Hosting.Settings;

namespace Seaworthy.Commands.Options;

/// <summary>Counts that several verbs take.</summary>
internal static class CountKinds
{
    /// <summary>Processes of a server behind one front: what <c>init</c> writes, <c>run</c> takes.</summary>
    public static ValueKind<int> Workers { get; } = ValueKinds.Count(1, 1000);
}

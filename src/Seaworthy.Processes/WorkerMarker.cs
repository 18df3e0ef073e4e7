namespace Seaworthy.Processes;

/// <summary>
/// The environment variable by which a worker's descendants are known, also after they made a session of their own. A
/// worker that is itself a front keeps our marker in front of its own: <c>outer/inner</c>.
/// </summary>
internal static class WorkerMarker
{
    public const string Variable = "SEAWORTHY_WORKER";

    private const byte EndOfVariable = 0;

    /// <summary>A value that no other worker has.</summary>
    public static string Create() => Create(Environment.GetEnvironmentVariable(Variable));

    /// <summary>A value that no other worker has, below the marker that we carry ourselves.</summary>
    internal static string Create(string? inherited)
    {
        var own = Guid.NewGuid().ToString("N");
        return string.IsNullOrEmpty(inherited) ? own : $"{inherited}/{own}";
    }

    /// <summary>Whether the process was started by the worker with this marker, or by one of its descendants.</summary>
    /// <remarks>
    /// False, too, when the environment cannot be read: it takes CAP_SYS_PTRACE for another user's process, and a program may
    /// write over the memory (Node does for <c>process.title</c>). The session id finds most of those.
    /// </remarks>
    public static bool IsOn(int id, ReadOnlySpan<byte> marker)
    {
        ReadOnlySpan<byte> rest = ProcFile.Read(id, "environ");
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(EndOfVariable);
            var variable = end < 0 ? rest : rest[..end];
            if (variable.StartsWith("SEAWORTHY_WORKER="u8))
            {
                var value = variable["SEAWORTHY_WORKER=".Length..];
                return value.StartsWith(marker) && (value.Length == marker.Length || value[marker.Length] == (byte)'/');
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return false;
    }
}
